using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a fill: contract v3, spot v3, contract v2 and the pushes; the spellings differ, the fields do not.</summary>
internal static class WeexFillReader
{
    /// <summary>The fill here. <paramref name="product"/> says whether a position side must stand in it.</summary>
    public static WeexFill Read(ref WeexReader json, WeexProduct product)
    {
        string? symbol = null;
        var feeAsset = "";
        long? id = null, orderId = null, time = null;
        OrderSide? side = null;
        WeexPositionSide? positionSide = null;
        Quantity? quantity = null, fee = null;
        Notional? value = null, realized = null;
        Price? price = null;
        bool? maker = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "id" or "tradeId": id = json.Whole(); break;
                case "orderId": orderId = json.Whole(); break;
                case "symbol": symbol = json.Word(); break;
                case "side" or "orderSide": side = json.Side(); break;
                case "isBuyer" or "buyer": side ??= json.Flag() ? OrderSide.Buy : OrderSide.Sell; break;
                case "positionSide" when product == WeexProduct.Contract: positionSide = json.PositionSide(); break;
                case "qty" or "fillSize": quantity = json.Quantity(); break;
                case "quoteQty" or "fillValue": value = json.Notional(); break;
                case "price": price = json.Price(); break;
                case "commission" or "fillFee": fee = json.Quantity(); break;
                case "commissionAsset": feeAsset = json.IsNull ? "" : json.Word(); break;
                case "realizedPnl" or "realizePnl": realized = json.IsNull ? null : json.Notional(); break;
                case "maker": maker = json.Flag(); break;
                case "direction": maker = json.Word() == "MAKER"; break;
                case "time" or "createdTime": time = json.Whole(); break;
                default: json.Skip(); break;
            }
        }

        var filled = quantity ?? throw json.Missing("qty");
        var paid = value ?? throw json.Missing("quoteQty");
        return new WeexFill
        {
            FillId = id ?? throw json.Missing("id"),
            OrderId = orderId ?? throw json.Missing("orderId"),
            Symbol = symbol ?? throw json.Missing("symbol"),
            Side = side ?? throw json.Missing("side"),
            PositionSide = positionSide
                ?? (product == WeexProduct.Spot ? WeexPositionSide.None : throw json.Missing("positionSide")),
            Quantity = filled,
            Value = paid,
            Price = price ?? ExactPrice(paid, filled),
            Fee = fee ?? throw json.Missing("commission"),
            FeeAsset = feeAsset,
            RealizedPnl = realized,
            IsMaker = maker,
            TimeMillis = time ?? throw json.Missing("time"),
        };
    }

    private static Price? ExactPrice(Notional value, Quantity quantity)
    {
        if (quantity.Units <= 0)
        {
            return null;
        }

        var (units, rest) = Int128.DivRem((Int128)value.Units * FixedPoint.Scale, quantity.Units);
        return rest == 0 && units >= 0 && units <= long.MaxValue ? Core.Model.Price.FromUnits((long)units) : null;
    }
}
