"""Interventions: the programmes with their counts, young people's referrals, and providers' totals."""
