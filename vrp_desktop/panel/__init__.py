"""Young Futures Prevention Panels: from a referral to a decision, to support, to closure."""
