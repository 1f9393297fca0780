using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a position of contract v3, v2 or a push.</summary>
internal static class WeexPositionReader
{
    public static WeexPosition Read(ref WeexReader json)
    {
        string? symbol = null;
        var marginMode = "";
        long? id = null, leverage = null, sequence = null, updated = null;
        WeexPositionSide? side = null;
        Quantity? size = null;
        Notional? openValue = null, unrealized = null, margin = null;
        Price? liquidate = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "id": id = json.Whole(); break;
                case "symbol": symbol = json.Word(); break;
                case "side": side = json.PositionSide(); break;
                case "size": size = json.Quantity(); break;
                case "openValue" or "open_value": openValue = Notional.FromUnits(json.TruncatedUnits()); break;
                case "leverage": leverage = json.Units(); break;
                case "marginType" or "marginMode" or "margin_mode": marginMode = json.Word(); break;
                case "updatedMatchSequenceId" or "updated_match_sequence_id": sequence = json.Whole(); break;
                case "unrealizePnl": unrealized = Notional.FromUnits(json.TruncatedUnits()); break;
                case "liquidatePrice": liquidate = Price.FromUnits(json.TruncatedUnits()); break;
                case "marginSize": margin = Notional.FromUnits(json.TruncatedUnits()); break;
                case "updatedTime" or "updated_time": updated = json.Whole(); break;
                default: json.Skip(); break;
            }
        }

        return new WeexPosition
        {
            PositionId = id ?? throw json.Missing("id"),
            Symbol = symbol ?? throw json.Missing("symbol"),
            Side = side ?? throw json.Missing("side"),
            Size = size ?? throw json.Missing("size"),
            OpenValue = openValue ?? throw json.Missing("openValue"),
            LeverageUnits = leverage ?? throw json.Missing("leverage"),
            MarginMode = marginMode,
            UpdatedMatchSequenceId = sequence,
            UnrealizedPnl = unrealized,
            LiquidatePrice = liquidate,
            MarginSize = margin,
            UpdatedMillis = updated,
        };
    }
}
