using System.Diagnostics.CodeAnalysis;
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
    private static readonly AccountEntry[] NoAccount = [new AccountEntry { OldestQuoteNanos = long.MaxValue }];
    private static readonly BudgetEntry[] NoBudget = new BudgetEntry[1];

    /// <summary>Looks up what gates and approvers ask about a decoded proposal.</summary>
    public GateContext([UnscopedRef] ref EngineEvent e, EngineState state) => LookUp(ref e, state);

    /// <summary>
    /// Makes it anew for a decoded proposal, where it stands: the compiler builds an object with references elsewhere and then
    /// copies it, which waits for the writes.
    /// </summary>
    public void LookUp([UnscopedRef] ref EngineEvent e, EngineState state)
    {
        Replaced = ref Unsafe.NullRef<OrderEntry>();
        ReplacedUnits = 0;
        Proposal = ref e.Proposal;
        Terms = ref state.Policy!.TermsOf(Proposal.Strategy, Proposal.Instrument);
        Quote = ref state.Quotes[Proposal.Instrument];
        Market = ref state.Market[Proposal.Instrument];
        Line = ref state.Strategies.Find(Terms.Strategy, Terms.Instrument);
        if (Terms.Allowed)
        {
            Position = ref state.Positions[Terms.Account, Terms.Instrument];
            Account = ref state.Positions.Account(Terms.Account);
            Strategy = ref state.Strategies.Budget(Terms.Account, Terms.Strategy);
            Asset = ref state.Positions.Asset(Terms.Account, Terms.Asset);
            Group = ref state.Positions.Group(Terms.Account, Terms.Group);
        }
        else
        {
            Position = ref NoPosition[0];
            Account = ref NoAccount[0];
            Strategy = ref NoBudget[0];
            Asset = ref NoBudget[0];
            Group = ref NoBudget[0];
        }

        NowNanos = e.TimeNanos;
        ContentHash = e.ContentHash;
        Parking = ref e.Parking;
        WorstPrice = Proposal.Type == OrderType.Market ? MarketPrice.Worst(in Quote, in Terms, Proposal.Side) : Proposal.LimitPrice;
        _closable = IsBuy ? -Position.WorstLong : Position.WorstShort;
        if (IsAmend || IsProtective)
        {
            LookUpRest(state);
        }

        HoldPerUnit = Ratio.PerUnit(ValuationPrice.Units, Terms.HoldPpm);
        AskAbout(Proposal.Quantity.Units);
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

    /// <summary>The strategy's own holding in the instrument.</summary>
    public ref readonly StrategyLine Line;

    /// <summary>What the strategy uses of the account.</summary>
    public ref readonly BudgetEntry Strategy;

    /// <summary>What the instrument's asset uses of the account.</summary>
    public ref readonly BudgetEntry Asset;

    /// <summary>What the instrument's group uses of the account.</summary>
    public ref readonly BudgetEntry Group;

    /// <summary>The worst price the order may trade at; zero when a market order has no quote to derive it from.</summary>
    public Price WorstPrice;

    /// <summary>Engine time.</summary>
    public long NowNanos;

    /// <summary>The proposal's content, for telling a repeat from a reused id.</summary>
    public ulong ContentHash;

    /// <summary>The quantity asked about, 1e-8 base.</summary>
    public long Units { get; private set; }

    /// <summary>
    /// A verified reduction: its side opposes the position, and with the resting quantity of that side it does not
    /// exceed it.
    /// </summary>
    public bool IsReduction { get; private set; }

    /// <summary>
    /// The end of the position the order moves, after it and counted in its direction: a buy's is the long end, a sell's the
    /// short end turned round. 1e-8 base; negative while the position stays on the other side.
    /// </summary>
    public long MovedUnits { get; private set; }

    /// <summary>
    /// The holding's exposure after the order: the larger end at <see cref="ValuationPrice"/>, in 1e-16. Means something only
    /// while <see cref="IsValued"/>.
    /// </summary>
    public Int128 Exposure { get; private set; }

    /// <summary>Everything the account has exposure in has a quote, this instrument has one, and the position after the order fits 64 bits.</summary>
    public bool IsValued { get; private set; }

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

    /// <summary>The end the order moves, before it.</summary>
    public readonly long MovedEnd => IsBuy ? Position.WorstLong : -Position.WorstShort;

    /// <summary>The end it does not move, without its sign.</summary>
    public readonly long OtherEnd => Math.Abs(IsBuy ? Position.WorstShort : Position.WorstLong);

    /// <summary>Gross exposure of the account after the order, in 1e-16.</summary>
    public readonly Int128 GrossAfter => Account.Gross.Units - Position.Value.Exposure + Exposure;

    /// <summary>Value of <see cref="MovedUnits"/>, in 1e-16: at <see cref="ValuationPrice"/> above zero, at the ask below.</summary>
    public readonly Int128 MovedValue => Wide.Product(MovedUnits, (MovedUnits > 0 ? ValuationPrice : Quote.Ask).Units);

    /// <summary>Margin and fees bound by everything held, by live orders and by this one, in 1e-16. Means something only while <see cref="IsValued"/>.</summary>
    public Int128 HoldAfter { get; private set; }

    /// <summary>Initial margin and highest fee for each whole unit of the order, rounded up to a unit of price.</summary>
    public long HoldPerUnit { get; private set; }

    /// <summary>Asks about another quantity of the same proposal.</summary>
    public void AskAbout(long units)
    {
        Units = units;
        IsReduction = Position.Known && units <= ReducibleUnits;
        var end = MovedEnd;
        var fits = units <= long.MaxValue - Math.Max(0, end);
        MovedUnits = fits ? end + units : long.MaxValue;
        IsValued = fits & Account.Unpriced == 0 & Quote.Known;
        HoldAfter = Account.Hold + Wide.Product(units, HoldPerUnit);
        Exposure = Wide.Product(Math.Max(MovedUnits, OtherEnd), ValuationPrice.Units);
    }

    /// <summary>The same question at another limit price.</summary>
    public readonly GateContext At(Price price)
    {
        var other = this;
        other.WorstPrice = price;
        other.HoldPerUnit = Ratio.PerUnit(other.ValuationPrice.Units, Terms.HoldPpm);
        other.AskAbout(Units);
        return other;
    }

    /// <summary>
    /// The largest quantity that keeps the holding's exposure within an amount of 1e-16: the largest end the amount allows, less
    /// what stands there already; nothing when the other end alone is too much.
    /// </summary>
    public readonly long UnitsWithin(Int128 exposureMax)
    {
        var end = Room.Units(ExactNotional.FromUnits(exposureMax), ValuationPrice);
        return OtherEnd > end ? 0 : Room.Units((Int128)end - MovedEnd);
    }
}
