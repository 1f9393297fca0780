using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Quantity x distance of the stop from the worst price is not above a fraction of the account's equity: the balance the
/// venue told and the open profit. The distance is at least a number of basis points of the worst price, rounded up to a
/// price unit, and that is also what a proposal without a stop is taken to risk. A stop on the winning side is no stop.
/// </summary>
internal sealed class RiskPerTradeGate : IPriceGate
{
    private const long Millionths = 1_000_000;

    // 2^106, about 8 x 10^15 of quote currency in 1e-16: a million times as much still fits 128 bits.
    private static Int128 ValueMax => new(1UL << 42, 0);

    /// <inheritdoc />
    public GateId Id => GateId.RiskPerTrade;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        if (!account.BalanceKnown || account.Unpriced != 0)
        {
            return finding.Block(ReasonCode.EquityUnknown);
        }

        var worst = context.WorstPrice.Units;
        if (worst == 0)
        {
            return finding.Block(ReasonCode.QuoteUnknown);
        }

        var distance = DistanceMin(worst, context.Terms.StopDistanceBpsMin);
        var stop = context.Proposal.StopPrice.Units;
        if (stop != 0)
        {
            var away = context.IsBuy ? worst - stop : stop - worst;
            if (away <= 0)
            {
                return finding.Block(ReasonCode.RiskPerTrade);
            }

            distance = Math.Max(distance, away);
        }

        var risk = Wide.Product(context.Units, distance);
        if (risk > ValueMax)
        {
            return finding.Block(ReasonCode.ArithmeticOverflow);
        }

        // risk / equity against the fraction, multiplied out: exact, nothing to divide by, and both too small to overflow.
        var equity = Equity(in account);
        return equity <= 0 || Wide.UncheckedTimes(risk, Millionths) > Wide.UncheckedTimes(equity, context.Terms.RiskPerTradeMaxPpm)
            ? OnTooMuch(in context, risk, distance, equity, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state)
    {
        ref readonly var account = ref context.Account;
        if (!account.BalanceKnown || account.Unpriced != 0)
        {
            return PriceRange.None;
        }

        var budget = Int128.Min(Budget(in context, Equity(in account)), ValueMax);
        var distance = budget <= 0 ? 0 : (long)Int128.Min(budget / context.Units, Bounds.PriceUnitsMax);
        var highest = Price.FromUnits((long)Int128.Min(
            Wide.Product(distance, Bps.Whole) / context.Terms.StopDistanceBpsMin, Bounds.PriceUnitsMax));
        var range = new PriceRange(PriceRange.All.Lowest, highest);
        var stop = context.Proposal.StopPrice.Units;
        if (stop == 0)
        {
            return range;
        }

        return range.And(context.IsBuy
            ? new PriceRange(Price.FromUnits(stop + 1), Price.FromUnits(stop + distance))
            : new PriceRange(Price.FromUnits(Math.Max(1, stop - distance)), Price.FromUnits(stop - 1)));
    }

    /// <summary>A share of a price in price units, rounded up; in two steps, so that it stays inside 64 bits and only constants divide.</summary>
    private static long DistanceMin(long price, long bps) =>
        price / Bps.Whole * bps + (price % Bps.Whole * bps + (Bps.Whole - 1)) / Bps.Whole;

    private static Int128 Equity(in AccountEntry account) =>
        Int128.Min(Wide.Product(account.Balance.Units, FixedPoint.Scale) + account.Open.Units, ValueMax);

    /// <summary>What may be risked, 1e-16 quote, rounded down.</summary>
    private static Int128 Budget(in GateContext context, Int128 equity) =>
        equity <= 0 ? 0 : equity * context.Terms.RiskPerTradeMaxPpm / Millionths;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnTooMuch(in GateContext context, Int128 risk, long distance, Int128 equity, ref Finding finding)
    {
        var share = equity <= 0 ? long.MaxValue : (long)Int128.Min((risk * Millionths + (equity - 1)) / equity, long.MaxValue);
        return finding.AtMost(
            Room.Units(Budget(in context, equity) / distance), ReasonCode.RiskPerTrade, share, context.Terms.RiskPerTradeMaxPpm);
    }
}
