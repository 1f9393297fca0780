using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a balance: contract v3 and v2, spot, and the pushes of either.</summary>
internal static class WeexBalanceReader
{
    public static WeexBalance Read(ref WeexReader json)
    {
        string? asset = null;
        Quantity? total = null, available = null, frozen = null;
        Notional? unrealized = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "asset" or "coin" or "coinName": asset = json.Word(); break;
                case "balance" or "amount" or "equity": total = Amount(ref json); break;
                case "availableBalance" or "available" or "free": available = Amount(ref json); break;
                case "frozen" or "locked": frozen = Amount(ref json); break;
                case "unrealizePnl": unrealized = Notional.FromUnits(json.TruncatedUnits()); break;
                default: json.Skip(); break;
            }
        }

        return new WeexBalance
        {
            Asset = asset ?? throw json.Missing("asset"),
            Total = total ?? Sum(ref json, available, frozen),
            Available = available,
            Frozen = frozen,
            UnrealizedPnl = unrealized,
        };
    }

    // Spot tells the parts alone.
    private static Quantity Sum(ref WeexReader json, Quantity? available, Quantity? frozen) =>
        (available ?? throw json.Missing("availableBalance")) + (frozen ?? throw json.Missing("frozen"));

    private static Quantity Amount(ref WeexReader json) => Quantity.FromUnits(json.TruncatedUnits());
}
