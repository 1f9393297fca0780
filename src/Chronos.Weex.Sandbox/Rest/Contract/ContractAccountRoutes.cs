namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Balances, positions and settings of contracts.</summary>
internal static class ContractAccountRoutes
{
    private const string Prefix = "/capi/v3/account/";
    private const string Demo = "SUSDT";
    private static readonly string[] Leverages = ["crossLeverage", "isolatedLongLeverage", "isolatedShortLeverage"];

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Prefix + "balance", Access.Read, 5, 10, c => Balance(c, demo: false)),
        new("GET", Prefix + "accountConfig", Access.Read, 5, 10, AccountConfig),
        new("GET", Prefix + "commissionRate", Access.Read, 5, 10, CommissionRate),
        new("GET", Prefix + "symbolConfig", Access.Read, 5, 10, SymbolConfig),
        new("GET", Prefix + "position/allPosition", Access.Read, 10, 15, c => Positions(c, p => !p.Instrument.IsDemo)),
        new("GET", Prefix + "position/singlePosition", Access.Read, 2, 3, SinglePosition),
        new("POST", Prefix + "leverage", Access.Trade, 10, 20, Leverage),
        new("POST", Prefix + "marginType", Access.Trade, 20, 50, SetMarginType),
        new("POST", Prefix + "positionMargin", Access.Trade, 15, 30, PositionMargin),
        new("POST", Prefix + "modifyAutoAppendMargin", Access.Trade, 15, 30, AutoAppend),
        new("POST", Prefix + "income", Access.Read, 2, 5, Income),
    ];

    /// <summary>Wallets of live or of demo trading.</summary>
    public static RestAnswer Balance(RestCall call, bool demo)
    {
        var desk = call.Venue.Contracts;
        var wallets = call.Account.Wallets(Product.Contract).Where(w => (w.Asset == Demo) == demo).Select(w => w.Asset);
        return RestAnswer.Array(wallets, (w, asset) =>
        {
            w.WriteString("asset", asset);
            w.Amount("balance", call.Account.Wallet(Product.Contract, asset).At(call.AsOf)?.Balance ?? 0);
            w.Amount("availableBalance", Math.Max(0, desk.Available(call.Account, asset, call.AsOf)));
            w.Amount("frozen", ContractDesk.Frozen(call.Account, asset, call.AsOf));
            w.Amount("unrealizePnl", desk.Unrealized(call.Account, asset, call.AsOf));
        });
    }

    /// <summary>Open positions that satisfy a condition.</summary>
    public static RestAnswer Positions(RestCall call, Func<Position, bool> which) =>
        RestAnswer.Array(call.Account.PositionsAt(call.AsOf).Where(which), (w, p) => ContractJson.Position(w, p, call.Venue));

    /// <summary>Sets the leverage of one side or of both, after checking the bounds.</summary>
    public static void SetLeverage(RestCall call, Instrument instrument, MarginType type, int? cross, int? isolatedLong, int? isolatedShort)
    {
        foreach (var leverage in new[] { cross, isolatedLong, isolatedShort })
        {
            if (leverage < instrument.MinLeverage || leverage > instrument.MaxLeverage)
            {
                throw new WireException(-3313, $"Leverage must be {instrument.MinLeverage} to {instrument.MaxLeverage}.");
            }
        }

        var setting = call.Account.Setting(instrument);
        foreach (var position in call.Account.Positions.Values.Where(p => p.Instrument == instrument && p.MarginType == type))
        {
            var wanted = type == MarginType.Crossed ? cross : position.Side == PositionSide.Long ? isolatedLong : isolatedShort;
            var before = position.Leverage;
            position.Leverage = wanted ?? before;
            if (call.Venue.Contracts.Available(call.Account, instrument.QuoteAsset) < 0)
            {
                position.Leverage = before;
                throw WireException.Precondition("Available margin is not enough for this leverage");
            }

            position.Changed(call.Now);
        }

        setting.CrossLeverage = cross ?? setting.CrossLeverage;
        setting.IsolatedLongLeverage = isolatedLong ?? setting.IsolatedLongLeverage;
        setting.IsolatedShortLeverage = isolatedShort ?? setting.IsolatedShortLeverage;
    }

    /// <summary>Chooses the margin mode of a contract, which must be without position and orders.</summary>
    public static void SetMode(RestCall call, Instrument instrument, MarginType type)
    {
        var setting = call.Account.Setting(instrument);
        var isBusy = call.Account.Positions.Keys.Any(k => k.Symbol == instrument.Symbol)
            || call.Account.OpenOrders.Values.Any(o => o.Instrument == instrument);
        if (setting.MarginType != type && isBusy)
        {
            throw WireException.Precondition("there is a position or an open order");
        }

        setting.MarginType = type;
    }

    /// <summary>Moves margin into an isolated position, or out of it.</summary>
    public static void MoveMargin(RestCall call, long positionId, decimal amount, bool adds)
    {
        var position = call.Account.Positions.Values.FirstOrDefault(p => p.Id == positionId && p.MarginType == MarginType.Isolated)
            ?? throw WireException.Precondition("there is no such isolated position");
        var most = adds
            ? Math.Max(0, call.Venue.Contracts.Available(call.Account, position.Instrument.QuoteAsset))
            : Math.Max(0, position.IsolatedMargin - position.MarginAtCost);
        if (amount > most)
        {
            throw WireException.Precondition(
                $"Move margin available amount not enough. Move {(adds ? "in" : "out")} available amount is {WireText.Fixed(most, 8)}, "
                + $"move {(adds ? "in" : "out")} amount is {WireText.Fixed(amount, 8)}");
        }

        position.IsolatedMargin += adds ? amount : -amount;
        position.Changed(call.Now);
        call.Venue.Events.OnPosition(position, "OrderUpdate");
    }

    /// <summary>Lets a position take margin by itself; kept and shown, the sandbox has no liquidation that would use it.</summary>
    public static void SetAutoAppend(RestCall call)
    {
        var id = call.Parameters.Whole("positionId") ?? throw WireException.Empty("positionId");
        var flag = call.Parameters.Flag("autoAppendMargin") ?? throw WireException.Empty("autoAppendMargin");
        var position = call.Account.Positions.Values.FirstOrDefault(p => p.Id == id)
            ?? throw WireException.Precondition("there is no such position");
        position.AutoAppendMargin = flag;
        position.Changed(call.Now);
    }

    private static RestAnswer AccountConfig(RestCall call) => RestAnswer.Object(w =>
    {
        w.WriteBoolean("canTrade", call.Account.Options.Permissions.Contains("Futures"));
        w.WriteBoolean("canDeposit", false);
        w.WriteBoolean("canWithdraw", false);
        w.WriteBoolean("dualSidePosition", true);
        w.WriteNumber("updateTime", call.Now);
    });

    private static RestAnswer CommissionRate(RestCall call)
    {
        var instrument = call.Market().Instrument;
        return RestAnswer.Object(w =>
        {
            w.WriteString("symbol", instrument.Symbol);
            w.Amount("makerCommissionRate", instrument.MakerFeeRate);
            w.Amount("takerCommissionRate", instrument.TakerFeeRate);
        });
    }

    private static RestAnswer SymbolConfig(RestCall call) => RestAnswer.Array(call.Markets(), (w, m) =>
    {
        var setting = call.Account.Setting(m.Instrument);
        w.WriteString("symbol", m.Instrument.Symbol);
        w.Word("marginType", setting.MarginType);
        w.WriteString("separatedType", "COMBINED");
        w.Text("crossLeverage", setting.CrossLeverage);
        w.Text("isolatedLongLeverage", setting.IsolatedLongLeverage);
        w.Text("isolatedShortLeverage", setting.IsolatedShortLeverage);
    });

    private static RestAnswer SinglePosition(RestCall call)
    {
        var instrument = call.Market().Instrument;
        return Positions(call, p => p.Instrument == instrument);
    }

    private static RestAnswer Leverage(RestCall call)
    {
        var instrument = call.Market().Instrument;
        var setting = call.Account.Setting(instrument);
        var type = call.Parameters.Word<MarginType>("marginType") ?? setting.MarginType;
        var leverages = Leverages
            .Select(n => call.Parameters.Amount(n) is { } leverage ? Whole(leverage, n) : (int?)null)
            .ToArray();
        if (leverages.All(l => l is null))
        {
            throw WireException.Empty(type == MarginType.Crossed ? "crossLeverage" : "isolatedLongLeverage");
        }

        SetLeverage(call, instrument, type, leverages[0], leverages[1], leverages[2]);
        return RestAnswer.Object(w =>
        {
            w.WriteString("symbol", instrument.Symbol);
            w.Word("marginType", type);
            w.Text("crossLeverage", setting.CrossLeverage);
            w.Text("isolatedLongLeverage", setting.IsolatedLongLeverage);
            w.Text("isolatedShortLeverage", setting.IsolatedShortLeverage);
        });
    }

    private static RestAnswer SetMarginType(RestCall call)
    {
        var instrument = call.Market().Instrument;
        var type = call.Parameters.RequiredWord<MarginType>("marginType");
        if (call.Parameters.Text("separatedType") is not (null or "COMBINED"))
        {
            throw WireException.Validate("separatedType SEPARATED is not supported.");
        }

        SetMode(call, instrument, type);
        return ContractJson.Done(call);
    }

    private static RestAnswer PositionMargin(RestCall call)
    {
        var id = call.Parameters.Whole("isolatedPositionId") ?? throw WireException.Empty("isolatedPositionId");
        MoveMargin(call, id, call.Parameters.RequiredAmount("amount"), call.Parameters.Whole("type", 0, 1, 2) == 1);
        return ContractJson.Done(call);
    }

    private static RestAnswer AutoAppend(RestCall call)
    {
        SetAutoAppend(call);
        return ContractJson.Done(call);
    }

    private static RestAnswer Income(RestCall call)
    {
        var p = call.Parameters;
        var limit = p.Whole("limit", 20, 1, 100);
        var (from, to) = p.Range();
        var (asset, symbol, type) = (p.Text("asset"), p.Text("symbol"), p.Text("incomeType"));
        var bills = call.Account.Bills
            .Where(b => b.Product == Product.Contract && b.Time >= from && b.Time <= to && b.Time <= call.AsOf)
            .Where(b => b.Id < (p.Whole("nextKeyId") ?? long.MaxValue))
            .Where(b => (asset is null || b.Asset == asset) && (symbol is null || b.Symbol == symbol) && (type is null || b.Type == type))
            .Reverse().Take(limit + 1).ToArray();
        return RestAnswer.Object(w =>
        {
            w.WriteBoolean("hasNextPage", bills.Length > limit);
            if (bills.Length > limit)
            {
                w.WriteStartObject("nextKey");
                w.WriteNumber("nextKeyId", bills[limit - 1].Id);
                w.WriteNumber("nextKeyTime", bills[limit - 1].Time);
                w.WriteEndObject();
            }

            w.Array("items", bills.Take(limit), (i, b) =>
            {
                i.WriteNumber("billId", b.Id);
                i.WriteString("asset", b.Asset);
                i.WriteString("symbol", b.Symbol);
                i.Amount("income", b.Amount);
                i.WriteString("incomeType", b.Type);
                i.Amount("balance", b.Balance);
                i.Amount("fillFee", b.Fee);
                i.WriteNumber("time", b.Time);
                i.WriteString("transferReason", "");
            });
        });
    }

    private static int Whole(decimal leverage, string name) =>
        leverage == decimal.Truncate(leverage) && leverage <= 10_000 ? (int)leverage : throw WireException.Invalid(name);
}
