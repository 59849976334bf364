"""Who may see the fund, and what stands beside its investments."""

from bundlinje_web.contracts.beside.policy import SEE_FUND, SEE_INVESTMENTS, SEE_NUMBERS

__all__ = ["SEE_FUND", "SEE_INVESTMENTS", "SEE_NUMBERS"]
