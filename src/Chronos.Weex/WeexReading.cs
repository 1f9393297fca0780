using System.Globalization;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;

namespace Chronos.Weex;

/// <summary>One complete reading of the account: lists, positions, balances.</summary>
internal sealed record WeexReading(VenuePass Pass, IReadOnlyList<WeexPosition> Positions, IReadOnlyList<WeexBalance> Balances)
{
    /// <summary>What is held, as text that two readings can be compared by.</summary>
    public string Holdings(string asset) => Join(
        Positions.Select(p => $"{p.Symbol} {p.Side} {p.Size}").Concat(Balances.Where(b => b.Asset == asset).Select(b => $"{b.Asset} {b.Total}")));

    /// <summary>What two readings must have in common to agree: what is held, and what works.</summary>
    public string Fingerprint(string asset) => Join(
        Pass.Open.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.OrderId} {o.Executed}")).Append(Holdings(asset)));

    private static string Join(IEnumerable<string> parts) => string.Join('|', parts.Order(StringComparer.Ordinal));
}
