namespace Chronos.Weex.Sandbox.Markets;

/// <summary>
/// The market's own liquidity on one side: the recorded best level, and behind it levels one tick apart whose quantities are
/// a function of seed and price, so that a level keeps its quantity while quotes move.
/// </summary>
internal sealed class Ladder
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;
    private const int StepsMax = 20_000;

    private readonly List<PriceLevel> _levels = [];

    /// <summary>What is left, best first; never a level of 0.</summary>
    public IReadOnlyList<PriceLevel> Levels => _levels;

    public void Replace(Instrument instrument, OrderSide side, PriceLevel best, int levels, int seed)
    {
        _levels.Clear();
        if (best.Quantity > 0)
        {
            _levels.Add(best);
        }

        var tick = side == OrderSide.Buy ? -instrument.Tick : instrument.Tick;
        for (var i = 1; i < levels; i++)
        {
            var price = best.Price + i * tick;
            if (price <= 0)
            {
                return;
            }

            _levels.Add(new PriceLevel(price, instrument.Step * Steps((ulong)(price / instrument.Tick), seed)));
        }
    }

    /// <summary>Takes from the best level.</summary>
    public void Take(decimal quantity)
    {
        var left = _levels[0].Quantity - quantity;
        if (left > 0)
        {
            _levels[0] = _levels[0] with { Quantity = left };
        }
        else
        {
            _levels.RemoveAt(0);
        }
    }

    private static int Steps(ulong price, int seed)
    {
        var mixed = unchecked((price + (ulong)(uint)seed) * Multiplier + Increment);
        mixed = unchecked((mixed ^ (mixed >> 29)) * Multiplier);
        return 1 + (int)((mixed >> 33) % StepsMax);
    }
}
