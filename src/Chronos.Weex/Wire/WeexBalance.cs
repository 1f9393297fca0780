using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>What an account holds of one asset. Amounts are cut off at 1e-8, which never makes more of them.</summary>
internal sealed record WeexBalance
{
    public required string Asset { get; init; }

    /// <summary>All of it, frozen or not.</summary>
    public required Quantity Total { get; init; }

    /// <summary>Free to use. Null in contract pushes, which do not tell it: ask by REST.</summary>
    public Quantity? Available { get; init; }

    /// <summary>Bound by orders. Null in contract pushes.</summary>
    public Quantity? Frozen { get; init; }

    /// <summary>Null on spot and in pushes.</summary>
    public Notional? UnrealizedPnl { get; init; }
}
