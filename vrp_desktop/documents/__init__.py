"""Every printed document. (The how-to follows.)"""
