"""Letters to referrers and families: from templates, with what the record says and nothing else."""
