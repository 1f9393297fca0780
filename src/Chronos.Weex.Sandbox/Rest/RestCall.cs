namespace Chronos.Weex.Sandbox.Rest;

/// <summary>One authenticated call as a handler sees it.</summary>
internal sealed class RestCall(Venue venue, Route route, Parameters parameters, Account? account, long asOf)
{
    public Venue Venue { get; } = venue;

    public Route Route { get; } = route;

    public Parameters Parameters { get; } = parameters;

    /// <summary>Whose call it is; throws on public routes, which must not ask.</summary>
    public Account Account => account ?? throw new InvalidOperationException($"{Route.Path} has no account");

    /// <summary>Lists answer what stood then; long.MaxValue is now.</summary>
    public long AsOf { get; } = asOf;

    public long Now => Venue.Clock.ServerTime;

    /// <summary>The same call with other parameters, as the elements of a batch are.</summary>
    public RestCall With(Parameters other) => new(Venue, Route, other, account, AsOf);

    /// <summary>The market of the required symbol.</summary>
    public Market Market(bool demo = false) => MarketOf(Parameters.Required("symbol"), demo);

    /// <summary>The market of the symbol when one is given.</summary>
    public Market? OptionalMarket() => Parameters.Text("symbol") is { } symbol ? MarketOf(symbol, demo: false) : null;

    /// <summary>Markets asked for: one, or all that are listed.</summary>
    public IEnumerable<Market> Markets() =>
        OptionalMarket() is { } market ? [market] : Venue.Markets(Route.Product).Where(m => !m.Instrument.IsDemo);

    private Market MarketOf(string symbol, bool demo)
    {
        var name = Route.IsLegacy ? Legacy.LegacySymbol.ToPlain(symbol) : symbol;
        var market = Venue.FindMarket(Route.Product, name);
        if (market is null || market.Instrument.IsDemo != demo)
        {
            throw Route.Product == Product.Contract && !Route.IsLegacy
                ? WireException.Invalid("symbol")
                : new WireException(-1121, "Parameter 'symbol' is invalid.");
        }

        return market;
    }
}
