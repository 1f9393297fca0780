namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>The whole exchange without its wire. Everything is used under <see cref="Gate"/>.</summary>
internal sealed class Venue
{
    // Counters begin where no client can mistake them for small numbers.
    private const long FirstVersion = 16_786_244_309;
    private const int TriggerRoundsMax = 100;
    private const long MinuteMillis = 60_000;

    private readonly Dictionary<(Product, string), Market> _markets = [];
    private readonly WeexSandboxOptions _options;
    private long _version = FirstVersion;
    private long _sequence;
    private bool _isTriggering;
    private long _fundedTo;

    public Venue(WeexSandboxOptions options, IExchangeEvents events)
    {
        _options = options;
        Events = events;
        Clock = new SandboxClock(options.VirtualClock, options.VirtualStartMillis);
        Matcher = new Matcher(events, Ids, Clock, NextVersion);
        Contracts = new ContractDesk(this);
        Spot = new SpotDesk(this);
        Algos = new AlgoBook(this);
        Matcher.Settles(Product.Contract, Contracts);
        Matcher.Settles(Product.Spot, Spot);
        foreach (var instrument in options.Instruments)
        {
            _markets.Add((instrument.Product, instrument.Symbol), new Market(instrument) { FundingRate = instrument.FundingRate });
        }

        Accounts = [.. options.Accounts.Select((a, i) => new Account { Options = a, Uid = 4_000_000_001 + i })];
        foreach (var account in Accounts)
        {
            Deposit(account, Product.Contract, account.Options.ContractBalances);
            Deposit(account, Product.Spot, account.Options.SpotBalances);
        }

        _fundedTo = Clock.Now;
    }

    public Lock Gate { get; } = new();

    public IExchangeEvents Events { get; }

    public SandboxClock Clock { get; }

    public IdSequence Ids { get; } = new();

    public Matcher Matcher { get; }

    public ContractDesk Contracts { get; }

    public SpotDesk Spot { get; }

    public AlgoBook Algos { get; }

    public IReadOnlyList<Account> Accounts { get; }

    public WireSwitches Switches => _options.Switches;

    /// <summary>Quantities the next orders are filled in, when a fault asks for it.</summary>
    public Func<Instrument, Queue<decimal>?> TakeSlices { get; set; } = _ => null;

    public IEnumerable<Market> Markets(Product product) => _markets.Values.Where(m => m.Instrument.Product == product);

    public Market Market(Product product, string symbol) => _markets[(product, symbol)];

    public Market? FindMarket(Product product, string? symbol) =>
        symbol is null ? null : _markets.GetValueOrDefault((product, symbol));

    public decimal ReferencePrice(Market market) => Switches.RatioReference == PriceReference.Last ? market.Last : market.Mark;

    public long NextSequence() => ++_sequence;

    /// <summary>The refusal of an order that margin or balance does not cover.</summary>
    public WireException Insufficient(string what) =>
        new(Switches.InsufficientMarginCode, "FAILED_PRECONDITION: " + what, isBusiness: true);

    /// <summary>Refuses one more open order than there may be.</summary>
    public void CheckOpenOrders(Account account, Product product)
    {
        if (Switches.OpenOrdersMax != 0
            && account.OpenOrders.Values.Count(o => o.Instrument.Product == product) >= Switches.OpenOrdersMax)
        {
            throw WireException.Precondition($"there are {Switches.OpenOrdersMax} open orders already");
        }
    }

    /// <summary>Replaces the market's liquidity on every market a symbol feeds; false when it feeds none.</summary>
    /// <param name="symbol">Whose quote it is.</param>
    /// <param name="bid">Best bid.</param>
    /// <param name="ask">Best ask.</param>
    /// <param name="time">Venue time of a quote of the past; null is now.</param>
    public bool Quote(string symbol, PriceLevel bid, PriceLevel ask, long? time = null)
    {
        var fed = _markets.Values.Where(m => (m.Instrument.QuotesOf ?? m.Instrument.Symbol) == symbol).ToArray();
        foreach (var market in fed)
        {
            var instrument = market.Instrument;
            var trade = market.SetQuote(
                new PriceLevel(Down(bid.Price, instrument.Tick), Size(bid.Quantity, instrument)),
                new PriceLevel(-Down(-ask.Price, instrument.Tick), Size(ask.Quantity, instrument)),
                _options.DepthLevels, _options.Seed, NextSequence(), time ?? Clock.ServerTime);
            Events.OnTrade(market, trade);
            Matcher.MatchQuote(market);
            CheckTriggers(market);
        }

        return fed.Length != 0;
    }

    /// <summary>Turns conditional orders whose price is reached into orders, and those their fills reach.</summary>
    public void CheckTriggers(Market market)
    {
        // An order made by a trigger comes back here; the outermost call does the rounds.
        if (_isTriggering || !market.HasQuote || market.Instrument.Product != Product.Contract)
        {
            return;
        }

        _isTriggering = true;
        for (var i = 0; i < TriggerRoundsMax && Algos.Trigger(market); i++)
        {
        }

        _isTriggering = false;
    }

    /// <summary>Settles every funding that has come due.</summary>
    public void Advance()
    {
        var now = Clock.Now;
        foreach (var market in Markets(Product.Contract).Where(m => m.HasQuote))
        {
            var cycle = market.Instrument.CollectCycle * MinuteMillis;
            for (var due = (_fundedTo / cycle + 1) * cycle; due <= now; due += cycle)
            {
                Contracts.Fund(market, due);
            }
        }

        _fundedTo = now;
    }

    /// <summary>When the next funding of a market comes.</summary>
    public long NextFunding(Instrument instrument)
    {
        var cycle = instrument.CollectCycle * MinuteMillis;
        return (Clock.ServerTime / cycle + 1) * cycle;
    }

    // One counter for the whole venue; a book's steps are wide, as other symbols use it too.
    private long NextVersion(Market market) => _version += 1 + market.Instrument.Symbol.Length;

    private void Deposit(Account account, Product product, IReadOnlyDictionary<string, decimal> balances)
    {
        foreach (var (asset, amount) in balances)
        {
            account.Book(new Bill(Ids.Next(), product, asset, "", "deposit", amount, 0, 0, 0, 0, Clock.Now));
        }
    }

    private static decimal Down(decimal price, decimal tick) => decimal.Floor(price / tick) * tick;

    private static decimal Size(decimal quantity, Instrument instrument) => Down(quantity, instrument.Step);
}
