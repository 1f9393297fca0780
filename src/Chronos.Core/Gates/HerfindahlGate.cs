using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The sum over instruments of exposure over equity, squared, stays within the limit. Squares are of whole steps of 2^40 x 1e-16,
/// about 0.00011 of the quote currency: exposures rounded up to the next step, equity down. Otherwise exact.
/// </summary>
internal sealed class HerfindahlGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.Herfindahl;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        if (!account.EquityKnown)
        {
            return finding.Block(ReasonCode.EquityUnknown);
        }

        var before = context.Position.Value.Steps;
        var after = Ratio.Steps(context.Exposure);
        var squares = account.Squares - Wide.Product(before, before) + Wide.Product(after, after);
        return squares > Ratio.SquaresMax || Wide.UncheckedTimes(squares, Ratio.Ppm) > account.EquityForSquares
            ? OnMore(squares, Wide.Product(after, after), in context, ref finding)
            : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(Int128 squares, Int128 own, in GateContext context, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        var left = account.EquityForSquares / Ratio.Ppm - (squares - own);
        var steps = left < 0 ? -1 : SquareRoot(left);
        return finding.AtMost(
            steps < 0 ? 0 : context.UnitsWithin((Int128)steps << Ratio.StepBits),
            ReasonCode.Herfindahl,
            Millionths(squares, account.EquitySteps),
            account.HerfindahlMaxPpm);
    }

    /// <summary>squares over equity squared, rounded up; saturates.</summary>
    private static long Millionths(Int128 squares, long equity)
    {
        if (equity == 0 || squares > Ratio.SquaresMax)
        {
            return long.MaxValue;
        }

        var whole = Wide.Product(equity, equity);
        return (long)Int128.Min((squares * Ratio.Ppm + whole - 1) / whole, long.MaxValue);
    }

    /// <summary>The largest number whose square is not more.</summary>
    private static long SquareRoot(Int128 square)
    {
        var root = 0L;
        for (var bit = Ratio.StepsMax; bit != 0; bit >>= 1)
        {
            var larger = root | bit;
            root = Wide.Product(larger, larger) <= square ? larger : root;
        }

        return root;
    }
}
