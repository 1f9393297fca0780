using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads ticker, trades, best prices and bars.</summary>
internal static class WeexMarketPushReader
{
    public static WeexTickerPush Ticker(ref WeexReader json)
    {
        string? symbol = null;
        long? time = null;
        Price? last = null, mark = null, index = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "s": symbol = json.Word(); break;
                case "d":
                    json.BeginArray("d");
                    while (json.NextElement())
                    {
                        TickerItem(ref json, ref last, ref mark, ref index);
                    }

                    break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexTickerPush(
            time ?? throw json.Missing("E"), symbol ?? throw json.Missing("s"), last ?? throw json.Missing("c"), mark, index);
    }

    public static WeexTradesPush Trades(ref WeexReader json, bool isSnapshot)
    {
        string? symbol = null;
        long? time = null;
        var trades = default(List<WeexTrade>);
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "s": symbol = json.Word(); break;
                case "d": trades = json.List("d", Trade); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexTradesPush(
            time ?? throw json.Missing("E"), symbol ?? throw json.Missing("s"), isSnapshot, trades ?? throw json.Missing("d"));
    }

    public static WeexBookTickerPush BookTicker(ref WeexReader json)
    {
        string? symbol = null;
        long? time = null, id = null;
        Price? bid = null, ask = null;
        Quantity? bidQuantity = null, askQuantity = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "s": symbol = json.Word(); break;
                case "u": id = json.Whole(); break;
                case "b": bid = json.Price(); break;
                case "B": bidQuantity = json.Quantity(); break;
                case "a": ask = json.Price(); break;
                case "A": askQuantity = json.Quantity(); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexBookTickerPush(
            time ?? throw json.Missing("E"), symbol ?? throw json.Missing("s"), id ?? throw json.Missing("u"),
            new WeexLevel(bid ?? throw json.Missing("b"), bidQuantity ?? throw json.Missing("B")),
            new WeexLevel(ask ?? throw json.Missing("a"), askQuantity ?? throw json.Missing("A")));
    }

    public static WeexKlinesPush Klines(ref WeexReader json, bool isSnapshot)
    {
        string? symbol = null;
        var priceType = "";
        long? time = null;
        var klines = default(List<WeexKline>);
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "s": symbol = json.Word(); break;
                case "p": priceType = json.Word(); break;
                case "d": klines = json.List("d", Kline); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexKlinesPush(
            time ?? throw json.Missing("E"), symbol ?? throw json.Missing("s"), isSnapshot, priceType,
            klines ?? throw json.Missing("d"));
    }

    private static void TickerItem(ref WeexReader json, ref Price? last, ref Price? mark, ref Price? index)
    {
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "c": last = json.Price(); break;
                case "m": mark = Price.FromUnits(json.TruncatedUnits()); break;
                case "i": index = Price.FromUnits(json.TruncatedUnits()); break;
                default: json.Skip(); break;
            }
        }
    }

    private static WeexTrade Trade(ref WeexReader json)
    {
        long? time = null;
        string? id = null;
        Price? price = null;
        Quantity? quantity = null;
        bool? maker = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "T": time = json.Whole(); break;
                case "t": id = json.Text(); break;
                case "p": price = json.Price(); break;
                case "q": quantity = json.Quantity(); break;
                case "m": maker = json.Flag(); break;
                default: json.Skip(); break;
            }
        }

        return new WeexTrade(
            time ?? throw json.Missing("T"), id ?? throw json.Missing("t"), price ?? throw json.Missing("p"),
            quantity ?? throw json.Missing("q"), maker ?? throw json.Missing("m"));
    }

    private static WeexKline Kline(ref WeexReader json)
    {
        long? open = null, close = null;
        string? interval = null;
        Price? o = null, h = null, l = null, c = null;
        Quantity? volume = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "t": open = json.Whole(); break;
                case "T": close = json.Whole(); break;
                case "i": interval = json.Word(); break;
                case "o": o = json.Price(); break;
                case "h": h = json.Price(); break;
                case "l": l = json.Price(); break;
                case "c": c = json.Price(); break;
                case "v": volume = Quantity.FromUnits(json.TruncatedUnits()); break;
                default: json.Skip(); break;
            }
        }

        return new WeexKline(
            open ?? throw json.Missing("t"), close ?? throw json.Missing("T"), interval ?? throw json.Missing("i"),
            o ?? throw json.Missing("o"), h ?? throw json.Missing("h"), l ?? throw json.Missing("l"),
            c ?? throw json.Missing("c"), volume ?? throw json.Missing("v"));
    }
}
