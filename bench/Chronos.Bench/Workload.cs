using Chronos.Core.Model;

namespace Chronos.Bench;

/// <summary>
/// The input of all runs. Proposals go round strategies, instruments, sides and sizes by their number, so that the oracle
/// can say from the number alone what must have been decided. They rest at the touch, so that none would meet another of them.
/// </summary>
internal static class Workload
{
    /// <summary>A quote goes with every so many proposals, and with every so many quotes a snapshot.</summary>
    public const int ProposalsPerQuote = 16;
    public const int QuotesPerSnapshot = 64;

    private const int Strategies = 2;
    private const int Instruments = 2;
    private const long SizeStep = 1_000_000;
    private const long Whole = FixedPoint.Scale;
    private static readonly Price[] Bids = [Price.FromUnits(87_000 * Whole), Price.FromUnits(4_000 * Whole)];
    private static readonly Price[] Asks = [Price.FromUnits(87_001 * Whole), Price.FromUnits(4_001 * Whole)];

    public static ulong IdOf(long number) => (ulong)number / Strategies + 1;

    /// <summary>0.01 to 0.08, by the id.</summary>
    public static long UnitsOf(ulong id) => (long)((id & 7) + 1) * SizeStep;

    public static Proposal Proposal(long number, long nanos)
    {
        var id = IdOf(number);
        var instrument = (int)(number / Strategies % Instruments);
        var side = (number / (Strategies * Instruments) & 1) == 0 ? OrderSide.Buy : OrderSide.Sell;
        return new Proposal
        {
            Strategy = new StrategyId((int)(number % Strategies)),
            Id = new ProposalId(id),
            Instrument = new InstrumentId(instrument),
            Side = side,
            Type = OrderType.Limit,
            TimeInForce = TimeInForce.Gtc,
            ConfidencePpm = 800_000,
            Quantity = Quantity.FromUnits(UnitsOf(id)),
            LimitPrice = side == OrderSide.Buy ? Bids[instrument] : Asks[instrument],
            CreatedAtNanos = nanos,
        };
    }

    public static Quote Quote(long number, long nanos)
    {
        var instrument = (int)(number % Instruments);
        var ask = Asks[instrument].Units + (number & 2) * Whole / 2;
        return new Quote(
            new InstrumentId(instrument),
            Bids[instrument],
            Quantity.FromUnits((10 + (number & 7)) * Whole),
            Price.FromUnits(ask),
            Quantity.FromUnits((10 + (number & 3)) * Whole),
            nanos);
    }

    public static AccountSnapshot Snapshot(long number, long nanos) => new()
    {
        Account = new AccountId(0),
        Instrument = new InstrumentId((int)(number % Instruments)),
        Fields = SnapshotFields.Position | SnapshotFields.Balance | SnapshotFields.SessionUp,
        Balance = Notional.FromUnits(1_000_000_000 * Whole),
        VenueTimeNanos = nanos,
    };

    /// <summary>What the sink answers to every order: it rests a moment and is canceled whole.</summary>
    public static ExecutionReport Canceled(in SealedOrder order) => new()
    {
        Order = order.Id,
        Instrument = order.Instrument,
        Account = order.Account,
        Kind = ReportKind.Canceled,
        Side = order.Terms.Side,
        Flags = ReportFlags.Simulated,
    };
}
