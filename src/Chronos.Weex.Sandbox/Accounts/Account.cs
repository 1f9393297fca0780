namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>One user: key, wallets of both products, orders, positions and fills. Used under the exchange's lock.</summary>
internal sealed class Account
{
    /// <summary>Closed orders and fills kept; the oldest go first.</summary>
    private const int HistoryMax = 20_000;
    private const int ClosedPositionsMax = 1_000;
    private const int AiLogsMax = 1_000;

    private readonly Dictionary<(Product, string), Wallet> _wallets = [];
    private readonly Dictionary<string, SymbolSetting> _settings = [];

    public required SandboxAccount Options { get; init; }

    /// <summary>A number the venue calls the user by.</summary>
    public required long Uid { get; init; }

    /// <summary>In order of id.</summary>
    public SortedDictionary<long, Order> Orders { get; } = [];

    public SortedDictionary<long, Order> OpenOrders { get; } = [];

    public SortedDictionary<long, AlgoOrder> Algos { get; } = [];

    public List<Fill> Fills { get; } = [];

    public List<Bill> Bills { get; } = [];

    /// <summary>Open ones by symbol and side.</summary>
    public Dictionary<(string Symbol, PositionSide Side), Position> Positions { get; } = [];

    /// <summary>Open and closed; the oldest closed ones go first.</summary>
    public List<Position> AllPositions { get; } = [];

    /// <summary>Counts private pushes; grows over all channels.</summary>
    public long Version { get; set; }

    /// <summary>Logs received by uploadAiLog.</summary>
    public List<string> AiLogs { get; } = [];

    public IEnumerable<Wallet> Wallets(Product product) =>
        _wallets.Where(w => w.Key.Item1 == product).Select(w => w.Value).OrderBy(w => w.Asset, StringComparer.Ordinal);

    public Wallet Wallet(Product product, string asset)
    {
        if (!_wallets.TryGetValue((product, asset), out var wallet))
        {
            _wallets.Add((product, asset), wallet = new Wallet(asset));
        }

        return wallet;
    }

    public SymbolSetting Setting(Instrument instrument)
    {
        if (!_settings.TryGetValue(instrument.Symbol, out var setting))
        {
            var leverage = Math.Min(20, instrument.MaxLeverage);
            setting = new SymbolSetting { CrossLeverage = leverage, IsolatedLongLeverage = leverage, IsolatedShortLeverage = leverage };
            _settings.Add(instrument.Symbol, setting);
        }

        return setting;
    }

    public void Add(Order order)
    {
        Orders.Add(order.Id, order);
        OpenOrders.Add(order.Id, order);
        if (Orders.Count > HistoryMax)
        {
            if (Orders.Values.FirstOrDefault(o => !o.IsOpen) is { } closed)
            {
                Orders.Remove(closed.Id);
            }
        }
    }

    public void Add(Position position)
    {
        Positions.Add((position.Instrument.Symbol, position.Side), position);
        AllPositions.Add(position);
        if (AllPositions.Count > ClosedPositionsMax)
        {
            AllPositions.Remove(AllPositions.First(p => p.Size == 0));
        }
    }

    public void Add(AlgoOrder algo)
    {
        Algos.Add(algo.Id, algo);
        if (Algos.Count > HistoryMax && Algos.Values.FirstOrDefault(a => !a.IsOpen) is { } closed)
        {
            Algos.Remove(closed.Id);
        }
    }

    /// <summary>Keeps the newest logs.</summary>
    public void AddAiLog(string log)
    {
        AiLogs.Add(log);
        if (AiLogs.Count > AiLogsMax)
        {
            AiLogs.RemoveAt(0);
        }
    }

    public void Add(Fill fill)
    {
        Fills.Add(fill);
        if (Fills.Count > HistoryMax)
        {
            Fills.RemoveRange(0, HistoryMax / 4);
        }
    }

    /// <summary>Changes a wallet and writes the bill.</summary>
    public void Book(Bill bill)
    {
        var wallet = Wallet(bill.Product, bill.Asset);
        wallet.Add(bill.Type, bill.Amount, bill.Fee, bill.Time);
        Bills.Add(bill with { Balance = wallet.Balance });
        if (Bills.Count > HistoryMax)
        {
            Bills.RemoveRange(0, HistoryMax / 4);
        }
    }

    public Order? FindOrder(Product product, long id) =>
        Orders.TryGetValue(id, out var order) && order.Instrument.Product == product ? order : null;

    /// <summary>The newest order under a client id.</summary>
    public Order? FindOrder(Product product, string clientOrderId) =>
        Orders.Values.Reverse().FirstOrDefault(o => o.Instrument.Product == product && o.ClientOrderId == clientOrderId);

    /// <summary>Spot: what open orders lock of an asset.</summary>
    public decimal Locked(string asset, long asOf = long.MaxValue) =>
        (asOf == long.MaxValue ? OpenOrders.Values.AsEnumerable() : OrdersAt(Product.Spot, asOf))
        .Where(o => o.IsOpen && o.Instrument.Product == Product.Spot)
        .Sum(o => o.Side == OrderSide.Buy
            ? o.Instrument.QuoteAsset == asset ? o.Remaining * o.Price : 0
            : o.Instrument.BaseAsset == asset ? o.Remaining : 0);

    /// <summary>Orders as they were; all that are known now when no time is given.</summary>
    public IEnumerable<Order> OrdersAt(Product product, long asOf) =>
        (asOf == long.MaxValue ? Orders.Values.AsEnumerable() : Orders.Values.Select(o => o.At(asOf)).OfType<Order>())
            .Where(o => o.Instrument.Product == product);

    public IEnumerable<Position> PositionsAt(long asOf) =>
        (asOf == long.MaxValue ? Positions.Values.OrderBy(p => p.Id) : AllPositions.Select(p => p.At(asOf)).OfType<Position>())
            .Where(p => p.Size > 0);
}
