namespace Chronos.Core.Model;

/// <summary>
/// A strategy's untrusted request. It holds no authority: what may pass is the engine's decision. Any combination of
/// values may be proposed; what is wrong with it comes back as reasons.
/// </summary>
public record struct Proposal
{
    /// <summary>Who proposes.</summary>
    public StrategyId Strategy { get; set; }

    /// <summary>The strategy's own rising number for this proposal; each number is decided once.</summary>
    public ProposalId Id { get; set; }

    /// <summary>What to trade.</summary>
    public InstrumentId Instrument { get; set; }

    /// <summary>Which way.</summary>
    public OrderSide Side { get; set; }

    /// <summary>Limit, Market or StopMarket.</summary>
    public OrderType Type { get; set; }

    /// <summary>How long it may work.</summary>
    public TimeInForce TimeInForce { get; set; }

    /// <summary>What the strategy allows.</summary>
    public ProposalFlags Flags { get; set; }

    /// <summary>How sure the strategy is, in millionths: 0 to 1 000 000.</summary>
    public int ConfidencePpm { get; set; }

    /// <summary>How much, in base units; above zero.</summary>
    public Quantity Quantity { get; set; }

    /// <summary>Worst acceptable price of a limit order, trigger of a stop; zero for a market order.</summary>
    public Price LimitPrice { get; set; }

    /// <summary>When the strategy made it: nanoseconds since the Unix epoch.</summary>
    public long CreatedAtNanos { get; set; }

    /// <summary>When it is no longer wanted; 0 leaves that to the policy's maximum age.</summary>
    public long ExpiresAtNanos { get; set; }

    /// <summary>Where the strategy will stop out of what it enters; zero when it does not say. A stop is its own: zero.</summary>
    public Price StopPrice { get; set; }

    /// <summary>The proposal whose working order this one replaces: the strategy's own, in the same instrument and side; 0 for none.</summary>
    public ProposalId Replaces { get; set; }
}
