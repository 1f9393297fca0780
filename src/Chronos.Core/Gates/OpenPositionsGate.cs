using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// The instruments the account holds or works to hold, this one counted, are not more than allowed.
/// </summary>
internal sealed class OpenPositionsGate : IGate
{
    /// <inheritdoc />
    public GateId Id => GateId.OpenPositions;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        ref readonly var account = ref context.Account;
        var after = account.OpenPositions + (context.Position.IsOpen ? 0 : 1);
        return after > account.OpenPositionsMax
            ? finding.Block(ReasonCode.OpenPositions, after, account.OpenPositionsMax)
            : Cap.Pass;
    }
}
