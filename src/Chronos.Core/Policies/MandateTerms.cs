using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// Everything the gates need for one strategy × instrument, the strictest of all scopes, laid out for one look-up.
/// Computed once from the policy.
/// </summary>
internal struct MandateTerms
{
    public bool Allowed;
    public bool Tradable;
    public bool ReductionsExemptFromNotionalMin;
    public int Strategy;
    public int Instrument;
    public int Account;
    public int Venue;
    public int CollarBps;
    public int SlippageBpsMax;
    public int DisplayedSizePercentMax;
    public int ConfidenceMinPpm;
    public int MessagesMax;
    public int UnansweredOrdersMax;
    public long MessagesWindowNanos;
    public long QuoteAgeNanosMax;
    public long ProposalAgeNanosMax;
    public Price TickSize;
    public Quantity LotSize;
    public Quantity QuantityMin;
    public Quantity OrderQuantityMax;
    public Quantity PositionMax;
    public ExactNotional NotionalMin;
    public ExactNotional OrderNotionalMax;
}
