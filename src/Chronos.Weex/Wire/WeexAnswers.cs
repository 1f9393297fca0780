namespace Chronos.Weex.Wire;

/// <summary>Reads whole answers. A list may come as an array, as an object holding one, or as a single object.</summary>
internal static class WeexAnswers
{
    public static List<WeexOrder> Orders(ReadOnlySpan<byte> body, WeexProduct product)
    {
        var json = new WeexReader(body, "orders");
        var orders = new List<WeexOrder>();
        if (json.IsObject)
        {
            orders.Add(WeexOrderReader.Read(ref json, product));
        }
        else
        {
            json.BeginArray("orders");
            while (json.NextElement())
            {
                orders.Add(WeexOrderReader.Read(ref json, product));
            }
        }

        json.End();
        return orders;
    }

    public static List<WeexAlgoOrder> AlgoOrders(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "algoOrders");
        var orders = json.List("algoOrders", WeexAlgoOrderReader.Read);
        json.End();
        return orders;
    }

    /// <summary>One order, alone or as an array of one; null for an empty array.</summary>
    public static WeexOrder? Order(ReadOnlySpan<byte> body, WeexProduct product)
    {
        var orders = Orders(body, product);
        return orders.Count switch
        {
            0 => null,
            1 => orders[0],
            _ => throw new WeexFormatException("order", "orderId", "one order was expected", body.Length),
        };
    }

    public static List<WeexFill> Fills(ReadOnlySpan<byte> body, WeexProduct product)
    {
        var json = new WeexReader(body, "fills");
        var fills = json.List("fills", (ref WeexReader item) => WeexFillReader.Read(ref item, product));
        json.End();
        return fills;
    }

    public static List<WeexPosition> Positions(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "positions");
        var positions = json.List("positions", WeexPositionReader.Read);
        json.End();
        return positions;
    }

    /// <summary>A contract's array of balances, or spot's account object holding one.</summary>
    public static List<WeexBalance> Balances(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "account");
        var balances = default(List<WeexBalance>);
        if (json.IsArray)
        {
            balances = json.List("balances", WeexBalanceReader.Read);
        }
        else
        {
            json.BeginObject();
            while (json.NextField(out var field))
            {
                if (field == "balances")
                {
                    balances = json.List("balances", WeexBalanceReader.Read);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        json.End();
        return balances ?? throw json.Missing("balances");
    }

    /// <summary>An exchangeInfo of either product, or v2's bare array of contracts.</summary>
    public static WeexSymbols Symbols(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "exchangeInfo");
        var symbols = default(WeexSymbols);
        if (json.IsArray)
        {
            symbols = SymbolArray(ref json);
        }
        else
        {
            json.BeginObject();
            while (json.NextField(out var field))
            {
                if (field == "symbols")
                {
                    symbols = SymbolArray(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }

        json.End();
        return symbols ?? throw json.Missing("symbols");
    }

    public static WeexServerTime ServerTime(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "time");
        long? time = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            if (field is "serverTime" or "timestamp")
            {
                time = json.Whole();
            }
            else
            {
                json.Skip();
            }
        }

        json.End();
        return new WeexServerTime(time ?? throw json.Missing("serverTime"));
    }

    public static WeexPlaced Placed(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "placed");
        var placed = WeexPlacedReader.Read(ref json);
        json.End();
        return placed;
    }

    public static WeexLeverage Leverage(ReadOnlySpan<byte> body)
    {
        var json = new WeexReader(body, "leverage");
        string? symbol = null;
        long? leverage = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "symbol": symbol = json.Word(); break;
                case "crossLeverage": leverage = json.Units(); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexLeverage(
            symbol ?? throw json.Missing("symbol"), leverage ?? throw json.Missing("crossLeverage"));
    }

    private static WeexSymbols SymbolArray(ref WeexReader json)
    {
        var symbols = new List<WeexSymbol>();
        var tooFine = new List<string>();
        json.BeginArray("symbols");
        while (json.NextElement())
        {
            if (WeexSymbolReader.Read(ref json, out var name) is { } symbol)
            {
                symbols.Add(symbol);
            }
            else
            {
                tooFine.Add(name);
            }
        }

        return new WeexSymbols(symbols, tooFine);
    }
}
