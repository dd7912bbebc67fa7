"""Interventions: the programmes, young people's referrals to them, and providers' totals without names."""
