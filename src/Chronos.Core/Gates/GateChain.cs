using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>Every gate, group by group. All of them are asked about every proposal; the order decides nothing but the order of the reasons.</summary>
internal sealed class GateChain : IGateChain
{
    private readonly EntityGates _entity = new();
    private readonly OrderGates _order = new();
    private readonly MarketGates _market = new();
    private readonly RateGates _rate = new();
    private readonly ExposureGates _exposure = new();
    private readonly LossGates _loss = new();

    /// <inheritdoc />
    public IGate[] All()
    {
        IGate[] all = [.. _entity.All(), .. _order.All(), .. _market.All(), .. _rate.All(), .. _exposure.All(), .. _loss.All()];
        Array.Sort(all, static (left, right) => left.Id.CompareTo(right.Id));
        return all;
    }

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        _entity.Ask(in context, state, ref tally);
        _order.Ask(in context, state, ref tally);
        _market.Ask(in context, state, ref tally);
        _rate.Ask(in context, state, ref tally);
        _exposure.Ask(in context, state, ref tally);
        _loss.Ask(in context, state, ref tally);
    }
}
