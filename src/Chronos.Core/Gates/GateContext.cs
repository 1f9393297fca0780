using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Gates;

/// <summary>
/// One proposal with everything that was looked up for it once, so that a gate compares and does not search. The handler
/// fills it; gates and approvers are handed it read-only.
/// </summary>
internal ref struct GateContext
{
    // Stands in for the books of an account a proposal without mandate does not have: nothing known, nothing allowed.
    private static readonly PositionEntry[] NoPosition = new PositionEntry[1];
    private static readonly AccountEntry[] NoAccount = new AccountEntry[1];

    /// <summary>
    /// Looks up once what gates and approvers ask about a decoded proposal. A constructor, so that it is built where it is
    /// used: returning it would copy it.
    /// </summary>
    public GateContext(ref EngineEvent e, EngineState state)
    {
        Proposal = ref e.Proposal;
        Terms = ref state.Policy!.TermsOf(Proposal.Strategy, Proposal.Instrument);
        Quote = ref state.Quotes[Proposal.Instrument];
        if (Terms.Allowed)
        {
            Position = ref state.Positions[Terms.Account, Terms.Instrument];
            Account = ref state.Positions.Account(Terms.Account);
        }
        else
        {
            Position = ref NoPosition[0];
            Account = ref NoAccount[0];
        }

        Units = Proposal.Quantity.Units;
        NowNanos = e.TimeNanos;
        ContentHash = e.ContentHash;
        Parking = ref e.Parking;
        WorstPrice = Proposal.Type == OrderType.Limit ? Proposal.LimitPrice : MarketPrice.Worst(in Quote, in Terms, Proposal.Side);
        IsReduction = Reduces;
    }

    /// <summary>As decoded.</summary>
    public ref readonly Proposal Proposal;

    /// <summary>The strictest limits of all scopes.</summary>
    public ref readonly MandateTerms Terms;

    /// <summary>The quote in force.</summary>
    public ref readonly QuoteEntry Quote;

    /// <summary>The account's holding in the instrument.</summary>
    public ref readonly PositionEntry Position;

    /// <summary>The account's totals.</summary>
    public ref readonly AccountEntry Account;

    /// <summary>How long the proposal has waited and who voted for it; of one that has just come, the default.</summary>
    public ref readonly Parking Parking;

    /// <summary>The quantity asked about, 1e-8 base.</summary>
    public long Units;

    /// <summary>The worst price the order may trade at; zero when a market order has no quote to derive it from.</summary>
    public Price WorstPrice;

    /// <summary>Engine time.</summary>
    public long NowNanos;

    /// <summary>The proposal's content, for telling a repeat from a reused id.</summary>
    public ulong ContentHash;

    /// <summary>
    /// A verified reduction: its side opposes the position, and with the resting quantity of that side it does not
    /// exceed it.
    /// </summary>
    public bool IsReduction;

    /// <summary>True when it replaces a working order.</summary>
    public readonly bool IsAmend => Proposal.Replaces.Value != 0;

    /// <summary>Buy or not.</summary>
    public readonly bool IsBuy => Proposal.Side == OrderSide.Buy;

    /// <summary>The price exposure is valued at: the ask, or the worst price where that is higher.</summary>
    public readonly Price ValuationPrice => Quote.Ask > WorstPrice ? Quote.Ask : WorstPrice;

    /// <summary>How much of the position the proposal's side could still close, resting orders counted.</summary>
    public readonly long ReducibleUnits => Math.Max(0, IsBuy ? -Position.WorstLong : Position.WorstShort);

    /// <summary>Whether the quantity asked about can only make the known position smaller.</summary>
    public readonly bool Reduces => Position.Known && Units <= ReducibleUnits;
}
