using Chronos.Core.Books;

namespace Chronos.Core.Gates;

/// <summary>
/// The gates about position and exposure. They stand here by their own types, not behind the interface: asking all of them
/// takes about half the time so, because short ones are compiled into the chain.
/// </summary>
internal sealed class ExposureGates : IGateChain
{
    private readonly PositionLimitGate _positionLimit = new();
    private readonly GrossExposureGate _grossExposure = new();
    private readonly ReduceOnlyGate _reduceOnly = new();

    /// <inheritdoc />
    public IGate[] All() =>
    [
        _positionLimit,
        _grossExposure,
        _reduceOnly,
    ];

    /// <inheritdoc />
    public void Ask(in GateContext context, EngineState state, ref GateTally tally)
    {
        tally.Add(_positionLimit, _positionLimit.Check(in context, state, ref tally.Finding));
        tally.Add(_grossExposure, _grossExposure.Check(in context, state, ref tally.Finding));
        tally.Add(_reduceOnly, _reduceOnly.Check(in context, state, ref tally.Finding));
    }
}
