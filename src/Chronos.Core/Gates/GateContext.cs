using System.Runtime.CompilerServices;
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
        Market = ref state.Market[Proposal.Instrument];
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
        WorstPrice = Proposal.Type == OrderType.Market ? MarketPrice.Worst(in Quote, in Terms, Proposal.Side) : Proposal.LimitPrice;
        _closable = IsBuy ? -Position.WorstLong : Position.WorstShort;
        if (IsAmend || IsProtective)
        {
            LookUpRest(state);
        }

        IsReduction = Reduces;
    }

    /// <summary>As decoded.</summary>
    public ref readonly Proposal Proposal;

    /// <summary>The strictest limits of all scopes.</summary>
    public ref readonly MandateTerms Terms;

    /// <summary>The quote in force.</summary>
    public ref readonly QuoteEntry Quote;

    /// <summary>What else is known of the instrument's market.</summary>
    public ref readonly MarketEntry Market;

    /// <summary>The account's holding in the instrument.</summary>
    public ref readonly PositionEntry Position;

    /// <summary>The account's totals.</summary>
    public ref readonly AccountEntry Account;

    /// <summary>How long the proposal has waited and who voted for it; of one that has just come, the default.</summary>
    public ref readonly Parking Parking;
    /// <summary>The order it replaces, when it is held and of the same account, instrument and side; a null reference otherwise.</summary>
    public ref readonly OrderEntry Replaced;

    /// <summary>What a resting reduction gives back because this one takes its place, 1e-8 base.</summary>
    public long ReplacedUnits;

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

    // What is left of the position to close, other orders counted; below zero when there is nothing.
    private long _closable;

    /// <summary>True when it replaces a working order.</summary>
    public readonly bool IsAmend => Proposal.Replaces.Value != 0;

    /// <summary>True for a protective stop, which rests beside the orders that close a position and trades only against a loss.</summary>
    public readonly bool IsProtective => Proposal.Type == OrderType.StopMarket;

    /// <summary>Buy or not.</summary>
    public readonly bool IsBuy => Proposal.Side == OrderSide.Buy;

    /// <summary>The price exposure is valued at: the ask, or the worst price where that is higher.</summary>
    public readonly Price ValuationPrice => Quote.Ask > WorstPrice ? Quote.Ask : WorstPrice;

    /// <summary>
    /// How much of the position the proposal's side could still close, resting orders counted. For a protective stop only
    /// other stops count, since each of the two kinds is held to the position by itself.
    /// </summary>
    public readonly long ReducibleUnits => Math.Max(0, _closable);

    /// <summary>Whether the quantity asked about can only make the known position smaller.</summary>
    public readonly bool Reduces => Position.Known && Units <= ReducibleUnits;

    /// <summary>
    /// Old and new order both count. Only what the venue holds to the position is not counted twice: a reduction that takes
    /// the place of another of its kind has the room of both.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LookUpRest(EngineState state)
    {
        Replaced = ref Find(state);
        if (!Unsafe.IsNullRef(in Replaced) && Replaced.IsReduceOnly && Replaced.IsProtective == IsProtective)
        {
            ReplacedUnits = Replaced.RemainingUnits;
        }

        if (IsProtective && Terms.Allowed)
        {
            _closable = (IsBuy ? -Position.Position : Position.Position)
                - state.Reductions.StopUnits(Terms.Account, Terms.Instrument, Proposal.Side);
        }

        _closable += ReplacedUnits;
    }

    private readonly ref readonly OrderEntry Find(EngineState state)
    {
        ref readonly var order = ref state.Orders.Find(state.Proposals(Proposal.Strategy.Value).OrderOf(Proposal.Replaces.Value));
        if (!Unsafe.IsNullRef(in order)
            && order.Instrument == Proposal.Instrument.Value
            && order.Account == Terms.Account
            && order.Side == Proposal.Side)
        {
            return ref order;
        }

        return ref Unsafe.NullRef<OrderEntry>();
    }
}
