using System.Globalization;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;

namespace Chronos.Weex;

/// <summary>One complete reading of the account: lists, positions, balances.</summary>
internal sealed record WeexReading(VenuePass Pass, IReadOnlyList<WeexPosition> Positions, IReadOnlyList<WeexBalance> Balances)
{
    /// <summary>What two readings must have in common to agree: who holds what, and what works.</summary>
    public string Fingerprint() => string.Join(
        '|',
        Positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Symbol} {p.Side} {p.Size}"))
            .Concat(Pass.Open.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.OrderId} {o.Executed}")))
            .Order(StringComparer.Ordinal));
}
