"""The quarterly return on screen: lines and what stands behind them, checks, signing, versions, export."""
