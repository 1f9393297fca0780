using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// Reads the parts of a policy and checks them against each other. It goes on after an error; what it returns is usable
/// only when there was none.
/// </summary>
internal sealed class PolicyReader(PolicyErrors errors)
{
    /// <summary>Strategies times instruments, at most: the compiled terms take about 250 bytes a pair.</summary>
    public const int PairsMax = 65_536;

    private const int Undefined = -1;
    private const int ApproversMax = 64;

    private readonly Dictionary<string, int> _venueNames = [];
    private readonly Dictionary<string, int> _accountNames = [];
    private readonly Dictionary<string, int> _instrumentNames = [];
    private readonly Dictionary<string, int> _strategyNames = [];
    private readonly Dictionary<(int Strategy, int Instrument), PolicySection> _mandated = [];
    private List<AccountTerms> _accounts = [];
    private List<Instrument> _instruments = [];

    public PolicyParts Read(PolicyNode root)
    {
        var policy = new PolicySection(root, PolicyKeys.Root, errors);
        var venues = Entries(policy, "venues", PolicyKeys.Venue, "name", _venueNames).ConvertAll(ReadVenue);
        _accounts = Entries(policy, "accounts", PolicyKeys.Account, "name", _accountNames).ConvertAll(ReadAccount);
        _instruments = Entries(policy, "instruments", PolicyKeys.Instrument, "symbol", _instrumentNames)
            .ConvertAll(ReadInstrument);
        var strategies = Entries(policy, "strategies", PolicyKeys.Strategy, "name", _strategyNames)
            .ConvertAll(ReadStrategy);
        if ((long)strategies.Count * _instruments.Count > PairsMax)
        {
            policy.Refuse("strategies", $"make more than {PairsMax} pairs with the instruments");
        }

        return new PolicyParts
        {
            Name = policy.Name("name") ?? "",
            Version = (uint)(policy.Count("version", 1, uint.MaxValue) ?? 0),
            SealTtlNanos = policy.Section("seal", PolicyKeys.Seal)?.Millis("ttlMillis") ?? 0,
            Approvers = policy.Section("keys", PolicyKeys.Keys)?.Names("approvers", ApproversMax) ?? [],
            Quorum = ReadQuorum(policy.Section("quorum", PolicyKeys.Quorum)),
            Venues = venues,
            Accounts = _accounts,
            Instruments = _instruments,
            Strategies = strategies,
            Mandates = policy.Sections("mandates", PolicyKeys.Mandate).ConvertAll(ReadMandate),
        };
    }

    private static List<PolicySection> Entries(
        PolicySection policy, string list, string[] keys, string nameKey, Dictionary<string, int> names)
    {
        var entries = policy.Sections(list, keys);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Peek(nameKey) is { } name && !names.TryAdd(name, i))
            {
                entries[i].Refuse(nameKey, $"{PolicyNode.Quoted(name)} is taken by {entries[names[name]].Path}");
            }
        }

        return entries;
    }

    private static QuorumTerms ReadQuorum(PolicySection? quorum) => new()
    {
        ApprovalsMin = (int)(quorum?.Count("approvalsMin", 2, 3) ?? 0),
        SnapshotAgeNanosMax = quorum?.Millis("snapshotAgeMillisMax") ?? 0,
        Shortfall = quorum?.Word("shortfall", "Block", "Pending") == 1 ? QuorumShortfall.Pending : QuorumShortfall.Block,
        PendingNanosMax = quorum?.Millis("pendingMillisMax") ?? 0,
    };

    private static VenueTerms ReadVenue(PolicySection venue) => new()
    {
        Name = venue.Name("name") ?? "",
        UnansweredOrdersMax = (int)(venue.Count("unansweredOrdersMax", 1, 65_536) ?? 0),
    };

    private AccountTerms ReadAccount(PolicySection account) => new()
    {
        Name = account.Name("name") ?? "",
        Venue = new VenueId(Place(account, "venue", _venueNames) ?? Undefined),
        Currency = account.Name("currency") ?? "",
        GrossExposureMax = Notional.FromUnits(account.Amount("grossExposureMax") ?? 0),
        DailyLossMax = Notional.FromUnits(account.Amount("dailyLossMax") ?? 0),
        LeverageMaxPercent = (int)(account.Count("leverageMaxPercent", 1, 10_000) ?? 0),
    };

    private Instrument ReadInstrument(PolicySection instrument)
    {
        var lot = instrument.AmountAboveZero("lotSize");
        var min = instrument.AmountAboveZero("quantityMin");
        if (lot is { } step && min % step is not (null or 0))
        {
            instrument.Refuse("quantityMin", $"is not a multiple of the lot {FixedPoint.Format(step)}");
        }

        return new Instrument
        {
            Symbol = instrument.Name("symbol") ?? "",
            Venue = new VenueId(Place(instrument, "venue", _venueNames) ?? Undefined),
            BaseCurrency = instrument.Name("baseCurrency") ?? "",
            QuoteCurrency = instrument.Name("quoteCurrency") ?? "",
            Tradable = instrument.Flag("tradable") ?? false,
            TickSize = Price.FromUnits(instrument.AmountAboveZero("tickSize") ?? 0),
            LotSize = Quantity.FromUnits(lot ?? 0),
            QuantityMin = Quantity.FromUnits(min ?? 0),
            NotionalMin = Notional.FromUnits(instrument.Amount("notionalMin") ?? 0),
            ReductionsExemptFromNotionalMin = instrument.Flag("reductionsExemptFromNotionalMin") ?? false,
            OrderQuantityMax = OrderQuantityMax(instrument, min),
            OrderNotionalMax = Notional.FromUnits(instrument.Amount("orderNotionalMax") ?? 0),
            PositionMax = Quantity.FromUnits(instrument.Quantity("positionMax") ?? 0),
            CollarBps = (int)(instrument.Count("collarBps", 0, 5_000) ?? 0),
            SlippageBpsMax = (int)(instrument.Count("slippageBpsMax", 0, 5_000) ?? 0),
            DisplayedSizePercentMax = (int)(instrument.Count("displayedSizePercentMax", 1, 1_000_000) ?? 0),
            QuoteAgeNanosMax = instrument.Millis("quoteAgeMillisMax") ?? 0,
        };
    }

    private static StrategyTerms ReadStrategy(PolicySection strategy) => new()
    {
        Name = strategy.Name("name") ?? "",
        MessagesMax = (int)(strategy.Count("messagesMax", 1, 1_000_000) ?? 0),
        MessagesWindowNanos = strategy.Millis("messagesWindowMillis") ?? 0,
        ConfidenceMinPpm = strategy.Ppm("confidenceMin") ?? 0,
        ProposalAgeNanosMax = strategy.Millis("proposalAgeMillisMax") ?? 0,
        OrderNotionalMax = Notional.FromUnits(strategy.Amount("orderNotionalMax") ?? 0),
    };

    private Mandate ReadMandate(PolicySection mandate)
    {
        var strategy = Place(mandate, "strategy", _strategyNames);
        var instrument = Place(mandate, "instrument", _instrumentNames);
        var account = Place(mandate, "account", _accountNames);
        if (strategy is { } s && instrument is { } i && !_mandated.TryAdd((s, i), mandate))
        {
            mandate.Refuse("instrument", $"this strategy and instrument are mandated by {_mandated[(s, i)].Path}");
        }

        var traded = instrument is { } place ? _instruments[place] : null;
        if (traded is not null && account is { } at)
        {
            CheckAccount(mandate, traded, _accounts[at]);
        }

        return new Mandate
        {
            Strategy = new StrategyId(strategy ?? Undefined),
            Instrument = new InstrumentId(instrument ?? Undefined),
            Account = new AccountId(account ?? Undefined),
            OrderQuantityMax = OrderQuantityMax(mandate, traded?.QuantityMin.Units),
        };
    }

    private static void CheckAccount(PolicySection mandate, Instrument traded, AccountTerms account)
    {
        if (account.Venue != traded.Venue && account.Venue.Value != Undefined && traded.Venue.Value != Undefined)
        {
            mandate.Refuse(
                "account",
                $"{PolicyNode.Quoted(account.Name)} is at another venue than {PolicyNode.Quoted(traded.Symbol)}");
        }

        if (account.Currency != traded.QuoteCurrency && account.Currency != "" && traded.QuoteCurrency != "")
        {
            mandate.Refuse(
                "account",
                $"is in {PolicyNode.Quoted(account.Currency)} but the instrument is quoted in "
                    + PolicyNode.Quoted(traded.QuoteCurrency));
        }
    }

    private static Quantity OrderQuantityMax(PolicySection section, long? quantityMin)
    {
        var max = section.Quantity("orderQuantityMax");
        if (max > 0 && max < quantityMin)
        {
            section.Refuse("orderQuantityMax", "is below quantityMin and lets nothing pass: write it as \"0\"");
        }

        return Quantity.FromUnits(max ?? 0);
    }

    private static int? Place(PolicySection section, string key, Dictionary<string, int> names)
    {
        if (section.Text(key, "must be a string") is not { } name)
        {
            return null;
        }

        if (names.TryGetValue(name, out var place))
        {
            return place;
        }

        section.Refuse(key, $"{PolicyNode.Quoted(name)} is not defined");
        return null;
    }
}
