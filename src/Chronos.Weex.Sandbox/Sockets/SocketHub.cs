using Chronos.Weex.Sandbox.Faults;

namespace Chronos.Weex.Sandbox.Sockets;

/// <summary>All sockets, and what the exchange tells them. Used under the exchange's lock.</summary>
internal sealed class SocketHub(WeexSandboxOptions options, FaultBook faults) : IExchangeEvents
{
    private readonly List<SocketSession> _sessions = [];
    private long _nextPush;

    public WeexSandboxOptions Options { get; } = options;

    public FaultBook Faults { get; } = faults;

    /// <summary>Set once, before anything is told.</summary>
    public Venue Venue { get; set; } = null!;

    public long Now => Venue.Clock.ServerTime;

    public int Count => _sessions.Count;

    public void Add(SocketSession session) => _sessions.Add(session);

    public void Remove(SocketSession session) => _sessions.Remove(session);

    /// <summary>Ends all sockets, or those of a kind; answers how many.</summary>
    public int Disconnect(Func<SocketSession, bool> which)
    {
        var chosen = _sessions.Where(which).ToArray();
        foreach (var session in chosen)
        {
            session.End(null);
        }

        return chosen.Length;
    }

    /// <summary>When the next timed push is due.</summary>
    public long NextPush => _nextPush;

    /// <summary>Does what the clock asks for.</summary>
    public void Pulse()
    {
        var now = Venue.Clock.Now;
        var isPush = now >= _nextPush;
        if (isPush)
        {
            _nextPush = (now / Options.PushMillis + 1) * Options.PushMillis;
        }

        foreach (var session in _sessions.ToArray())
        {
            if (isPush)
            {
                session.PushTimed(Now);
            }

            session.Watch(now, Now);
        }
    }

    public void OnTrade(Market market, PublicTrade trade)
    {
        foreach (var session in Public(market))
        {
            session.Push("trade", market, () => PublicFrames.Trade(market, trade, Now));
        }
    }

    public void OnBook(Market market)
    {
        foreach (var session in Public(market))
        {
            session.Push("bookTicker", market, () => PublicFrames.BookTicker(market, Now));
        }
    }

    public void OnOrder(Order order) => Tell(
        order.Account, order.Instrument, "orders", "OrderUpdate", [order], (w, o) => PrivateFrames.Order(w, o, Options.Switches));

    public void OnFill(Fill fill) =>
        Tell(fill.Order.Account, fill.Order.Instrument, "fill", "OrderUpdate", [fill], PrivateFrames.Fill);

    public void OnPosition(Position position, string cause) =>
        Tell(position.Account, position.Instrument, "positions", cause, [position], PrivateFrames.Position);

    public void OnWallet(Account account, Product product, string asset, string cause)
    {
        // Null while the exchange is being made: there is nobody to tell.
        if (Venue is not null)
        {
            Tell(account, product, asset, "account", cause, [asset], (w, a) => PrivateFrames.Wallet(w, account, product, a));
        }
    }

    /// <summary>What is open on a private channel, for the reading under which the venue sends it.</summary>
    public void SendSnapshot(SocketSession session, string kind)
    {
        var account = session.Account!;
        var version = ++account.Version;
        session.Push(kind, "", kind switch
        {
            "orders" => PrivateFrames.Of(
                kind, "Snapshot", version, Now, account.OpenOrders.Values.Where(o => o.Instrument.Product == session.Product),
                (w, o) => PrivateFrames.Order(w, o, Options.Switches)),
            "positions" => PrivateFrames.Of(kind, "Snapshot", version, Now, account.Positions.Values, PrivateFrames.Position),
            "account" => PrivateFrames.Of(
                kind, "Snapshot", version, Now, account.Wallets(session.Product).Select(w => w.Asset),
                (w, asset) => PrivateFrames.Wallet(w, account, session.Product, asset)),
            _ => PrivateFrames.Of<Fill>(kind, "Snapshot", version, Now, [], PrivateFrames.Fill),
        });
    }

    private IEnumerable<SocketSession> Public(Market market) =>
        _sessions.Where(s => s.Account is null && s.Product == market.Instrument.Product);

    private void Tell<T>(
        Account account, Instrument instrument, string kind, string cause, IReadOnlyList<T> items,
        Action<System.Text.Json.Utf8JsonWriter, T> write) =>
        Tell(account, instrument.Product, instrument.Symbol, kind, cause, items, write);

    private void Tell<T>(
        Account account, Product product, string symbol, string kind, string cause, IReadOnlyList<T> items,
        Action<System.Text.Json.Utf8JsonWriter, T> write)
    {
        var version = ++account.Version;
        byte[]? frame = null;
        foreach (var session in _sessions.Where(s => s.Account == account && s.Product == product && s.Has(kind)))
        {
            session.Push(kind, symbol, frame ??= PrivateFrames.Of(kind, cause, version, Now, items, write));
        }
    }
}
