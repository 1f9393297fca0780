using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// Reads the parts of a policy and checks them against each other. It goes on after an error; what it returns is usable
/// only when there was none.
/// </summary>
internal sealed class PolicyReader(PolicyErrors errors)
{
    /// <summary>Strategies times instruments, at most: the compiled terms take about 400 bytes a pair.</summary>
    public const int PairsMax = 65_536;

    /// <summary>Outside approvers, at most: who has voted on a parked proposal is a bit each.</summary>
    private const int ApproversMax = 64;

    private const int Undefined = -1;

    private readonly Dictionary<string, int> _venueNames = [];
    private readonly Dictionary<string, int> _accountNames = [];
    private readonly Dictionary<string, int> _sessionNames = [];
    private readonly Dictionary<string, int> _groupNames = [];
    private readonly Dictionary<string, int> _instrumentNames = [];
    private readonly Dictionary<string, int> _strategyNames = [];
    private readonly Dictionary<(int Strategy, int Instrument), PolicySection> _mandated = [];
    private readonly Dictionary<(int Account, int Strategy, int Asset), PolicySection> _allocated = [];
    private readonly LimitReader _limits = new();
    private List<AccountTerms> _accounts = [];
    private List<Instrument> _instruments = [];
    private List<PolicySection> _instrumentSections = [];
    private List<string> _assets = [];

    public PolicyParts Read(PolicyNode root)
    {
        var policy = new PolicySection(root, PolicyCatalog.Root, errors);
        policy.Text("$schema", "must be a string");
        var keys = policy.Section("keys", PolicyCatalog.Keys);
        var limits = _limits.ReadAll(policy.Section("limits", PolicyCatalog.Limits));
        var venues = Entries(policy, PolicyCatalog.Venue, "name", _venueNames);
        _accounts = Entries(policy, PolicyCatalog.Account, "name", _accountNames).ConvertAll(ReadAccount);
        var sessions = Entries(policy, PolicyCatalog.Session, "name", _sessionNames).ConvertAll(ReadSession);
        var groups = Entries(policy, PolicyCatalog.Group, "name", _groupNames).ConvertAll(ReadGroup);
        _instrumentSections = Entries(policy, PolicyCatalog.Instrument, "symbol", _instrumentNames);
        _instruments = _instrumentSections.ConvertAll(ReadInstrument);
        _assets = [.. _instruments.Select(i => i.BaseCurrency).Distinct()];
        var strategies = Entries(policy, PolicyCatalog.Strategy, "name", _strategyNames);
        if ((long)strategies.Count * _instruments.Count > PairsMax)
        {
            policy.Refuse("strategies", $"make more than {PairsMax} pairs with the instruments");
        }

        var mandates = policy.Sections("mandates", PolicyCatalog.Mandate);
        var parts = new PolicyParts
        {
            Name = policy.Name("name") ?? "",
            Version = (uint)policy.Value("version"),
            Stage = policy.Value("stage") == 0 ? EngineStage.Alpha : EngineStage.Production,
            SealTtlNanos = policy.Section("seal", PolicyCatalog.Seal)?.Value("ttlMillis") ?? 0,
            Operators = keys?.Names("operators") ?? [],
            Approvers = ReadApprovers(keys),
            Quorum = ReadQuorum(policy.Section("quorum", PolicyCatalog.Quorum)),
            Breakers = ReadBreakers(policy.Section("breakers", PolicyCatalog.Breakers)),
            Windows = ReadWindows(policy.Section("windows", PolicyCatalog.Windows)),
            Latency = ReadLatency(policy.Section("latency", PolicyCatalog.Latency)),
            Venues = venues.ConvertAll(ReadVenue),
            Accounts = _accounts,
            Sessions = sessions,
            Blackouts = policy.Sections("blackouts", PolicyCatalog.Blackout).ConvertAll(ReadBlackout),
            Groups = groups,
            Instruments = _instruments,
            Strategies = strategies.ConvertAll(ReadStrategy),
            Mandates = mandates.ConvertAll(ReadMandate),
            Denials = policy.Sections("denials", PolicyCatalog.Denial).ConvertAll(ReadDenial),
            Allocations = policy.Sections("allocations", PolicyCatalog.Allocation).ConvertAll(ReadAllocation),
            Assets = _assets,
            Limits = limits,
            VenueLimits = venues.ConvertAll(_limits.ReadTighter),
            StrategyLimits = strategies.ConvertAll(_limits.ReadTighter),
            InstrumentLimits = _instrumentSections.ConvertAll(_limits.ReadTighter),
            MandateLimits = mandates.ConvertAll(_limits.ReadTighter),
        };
        CheckAllocated(policy, parts);
        return parts;
    }

    private static List<PolicySection> Entries(
        PolicySection policy, string list, string nameKey, Dictionary<string, int> names)
    {
        var entries = policy.Sections(list, list);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Peek(nameKey) is { } name && !names.TryAdd(name, i))
            {
                entries[i].Refuse(nameKey, $"{PolicyNode.Quoted(name)} is taken by {entries[names[name]].Path}");
            }
        }

        return entries;
    }

    private static List<string> ReadApprovers(PolicySection? keys)
    {
        var approvers = keys?.Names("approvers") ?? [];
        if (approvers.Count > ApproversMax)
        {
            keys!.Refuse("approvers", $"are more than {ApproversMax}");
        }

        return approvers;
    }

    private static QuorumTerms ReadQuorum(PolicySection? quorum) => new()
    {
        ApprovalsMin = (int)(quorum?.Value("approvalsMin") ?? 0),
        SnapshotAgeNanosMax = quorum?.Value("snapshotAgeMillisMax") ?? 0,
        ParksShortfall = quorum?.Value("shortfall") == 1,
        PendingNanosMax = quorum?.Value("pendingMillisMax") ?? 0,
    };

    private static BreakerTerms ReadBreakers(PolicySection? breakers)
    {
        var alert = Percent("alertPercent");
        var alarm = Percent("alarmPercent");
        var slow = Percent("slowPercent");
        if (alarm <= alert && alarm != 0)
        {
            breakers?.Refuse("alarmPercent", "must be above alertPercent");
        }

        if (slow <= alarm && slow != 0)
        {
            breakers?.Refuse("slowPercent", "must be above alarmPercent");
        }

        return new BreakerTerms
        {
            AlertPercent = alert,
            AlarmPercent = alarm,
            SlowPercent = slow,
            EntrySpacingNanos = breakers?.Value("entrySpacingMillis") ?? 0,
            DailyLoss = StateOf("dailyLoss"),
            WeeklyLoss = StateOf("weeklyLoss"),
            Drawdown = StateOf("drawdown"),
            StrategyLoss = StateOf("strategyLoss"),
            AssetLoss = StateOf("assetLoss"),
            LossStreak = StateOf("lossStreak"),
            RejectStorm = StateOf("rejectStorm"),
            RepeatedExecution = StateOf("repeatedExecution"),
            FreeMargin = StateOf("freeMargin"),
        };

        int Percent(string key) => (int)(breakers?.Value(key) ?? 0);
        TradingState StateOf(string key) => breakers?.Value(key) == 1 ? TradingState.Halted : TradingState.Reducing;
    }

    private static WindowTerms ReadWindows(PolicySection? windows) => new()
    {
        DriftNanos = windows?.Value("driftMillis") ?? 0,
        VolatilityNanos = windows?.Value("volatilityMillis") ?? 0,
        VolumeNanos = windows?.Value("volumeMillis") ?? 0,
        LatencyNanos = windows?.Value("latencyMillis") ?? 0,
    };

    private static LatencyTerms ReadLatency(PolicySection? latency) => new()
    {
        DecisionP99NanosMax = latency?.Value("decisionP99MicrosMax") ?? 0,
        SendP99NanosMax = latency?.Value("sendP99MicrosMax") ?? 0,
        AcknowledgementP99NanosMax = latency?.Value("acknowledgementP99MillisMax") ?? 0,
        SamplesMin = (int)(latency?.Value("samplesMin") ?? 0),
    };

    private static RateTerms ReadRates(PolicySection section) => new()
    {
        SubmitsMax = (int)section.Value("submitsMax"),
        AmendsMax = (int)section.Value("amendsMax"),
        CancelsMax = (int)section.Value("cancelsMax"),
        WindowNanos = section.Value("rateWindowMillis"),
    };

    private static VenueTerms ReadVenue(PolicySection venue) => new()
    {
        Name = venue.Name("name") ?? "",
        UnansweredOrdersMax = (int)venue.Value("unansweredOrdersMax"),
        Rates = ReadRates(venue),
        RatesReservePercent = (int)venue.Value("ratesReservePercent"),
        StatusAgeNanosMax = venue.Value("statusAgeMillisMax"),
        RejectsMax = (int)venue.Value("rejectsMax"),
        RejectsWindowNanos = venue.Value("rejectsWindowMillis"),
    };

    private AccountTerms ReadAccount(PolicySection account)
    {
        var gross = account.OptionalValue("grossExposureMax");
        if (account.OptionalValue("netExposureMax") is { } net && net > gross)
        {
            account.Refuse("netExposureMax", "can never bind: grossExposureMax is less");
        }

        return new AccountTerms
        {
            Name = account.Name("name") ?? "",
            Venue = new VenueId(Place(account, "venue", _venueNames) ?? Undefined),
            Currency = account.Name("currency") ?? "",
            GrossExposureMax = Notional.FromUnits(gross ?? 0),
            NetExposureMax = Notional.FromUnits(account.Value("netExposureMax")),
            LeverageMaxPercent = (int)account.Value("leverageMaxPercent"),
            ConcentrationMaxPpm = (int)account.Value("concentrationMax"),
            HerfindahlMaxPpm = (int)account.Value("herfindahlMax"),
            OpenPositionsMax = (int)account.Value("openPositionsMax"),
            WorkingOrdersMax = (int)account.Value("workingOrdersMax"),
            FreeMarginMinPpm = (int)account.Value("freeMarginMin"),
            OneSidednessMaxPpm = (int)account.Value("oneSidednessMax"),
            OneSidednessPositionsMin = (int)account.Value("oneSidednessPositionsMin"),
            FeeBpsMax = (int)account.Value("feeBpsMax"),
            SelfTrade = (SelfTradeMode)account.Value("selfTrade"),
            DailyLossMax = Notional.FromUnits(account.Value("dailyLossMax")),
            WeeklyLossMax = Notional.FromUnits(account.Value("weeklyLossMax")),
            DrawdownMaxPpm = (int)account.Value("drawdownMax"),
        };
    }

    private static SessionTerms ReadSession(PolicySection session)
    {
        var opens = session.OptionalValue("opens");
        var closes = session.OptionalValue("closes");
        if (closes <= opens)
        {
            session.Refuse("closes", "must be after opens");
        }

        return new SessionTerms
        {
            Name = session.Name("name") ?? "",
            Weekdays = session.Choices("weekdays"),
            OpensNanos = opens ?? 0,
            ClosesNanos = closes ?? 0,
        };
    }

    private BlackoutTerms ReadBlackout(PolicySection blackout)
    {
        var from = blackout.OptionalValue("from");
        var until = blackout.OptionalValue("until");
        if (until <= from)
        {
            blackout.Refuse("until", "must be after from");
        }

        return new BlackoutTerms
        {
            FromNanos = from ?? 0,
            UntilNanos = until ?? 0,
            Instrument = Place(blackout, "instrument", _instrumentNames) is { } i ? new InstrumentId(i) : null,
            Venue = Place(blackout, "venue", _venueNames) is { } v ? new VenueId(v) : null,
            Reason = blackout.Name("reason") ?? "",
        };
    }

    private static GroupTerms ReadGroup(PolicySection group) => new()
    {
        Name = group.Name("name") ?? "",
        GrossExposureMax = Notional.FromUnits(group.Value("grossExposureMax")),
    };

    private Instrument ReadInstrument(PolicySection instrument)
    {
        var lot = instrument.OptionalValue("lotSize");
        var min = instrument.OptionalValue("quantityMin");
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
            Group = Place(instrument, "group", _groupNames) ?? Undefined,
            Session = Place(instrument, "session", _sessionNames) ?? Undefined,
            Tradable = instrument.Flag("tradable"),
            DelistsAtNanos = instrument.OptionalValue("delistsAt") ?? MandateTerms.None,
            DelistHorizonNanos = instrument.Value("delistHorizonMillis"),
            TickSize = Price.FromUnits(instrument.Value("tickSize")),
            LotSize = Quantity.FromUnits(lot ?? 0),
            QuantityMin = Quantity.FromUnits(min ?? 0),
            NotionalMin = Notional.FromUnits(instrument.Value("notionalMin")),
            ReductionsExemptFromNotionalMin = instrument.Flag("reductionsExemptFromNotionalMin"),
            OrderQuantityMax = OrderQuantityMax(instrument, min),
            PositionMax = PositionMax(instrument, min),
            InitialMarginPpm = (int)instrument.Value("initialMargin"),
            WorkingOrdersMax = (int)instrument.Value("workingOrdersMax"),
            Rates = ReadRates(instrument),
            QuoteJumpBpsMax = (int)instrument.Value("quoteJumpBpsMax"),
            QuoteGoodMin = (int)instrument.Value("quoteGoodMin"),
            SecondSourceBpsMax = instrument.Value("secondSourceBpsMax"),
        };
    }

    private static StrategyTerms ReadStrategy(PolicySection strategy) => new()
    {
        Name = strategy.Name("name") ?? "",
        Rates = ReadRates(strategy),
        ProposalIdGapMax = strategy.Value("proposalIdGapMax"),
        SameContentMax = (int)strategy.Value("sameContentMax"),
        SameContentWindowNanos = strategy.Value("sameContentWindowMillis"),
        ExecutionsMax = (int)strategy.Value("executionsMax"),
        ExecutionsWindowNanos = strategy.Value("executionsWindowMillis"),
        OrdersPerFillMax = (int)strategy.Value("ordersPerFillMax"),
        OrdersPerFillSamplesMin = (int)strategy.Value("ordersPerFillSamplesMin"),
        OrdersPerFillWindowNanos = strategy.Value("ordersPerFillWindowMillis"),
        AccumulatedNotionalMax = Notional.FromUnits(strategy.Value("accumulatedNotionalMax")),
        AccumulatedWindowNanos = strategy.Value("accumulatedWindowMillis"),
        WorkingOrdersMax = (int)strategy.Value("workingOrdersMax"),
        CoolDownAfterCloseNanos = strategy.Value("coolDownAfterCloseMillis"),
        CoolDownAfterLossNanos = strategy.Value("coolDownAfterLossMillis"),
        LossStreakMax = (int)strategy.Value("lossStreakMax"),
        RejectsMax = (int)strategy.Value("rejectsMax"),
        RejectsWindowNanos = strategy.Value("rejectsWindowMillis"),
        FatFingerSamplesMin = (int)strategy.Value("fatFingerSamplesMin"),
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

        var traded = instrument is { } known ? _instruments[known] : null;
        if (traded is not null && account is { } a)
        {
            CheckAccount(mandate, traded, _accounts[a]);
        }

        var wider = instrument is { } place ? _instrumentSections[place] : null;
        var min = wider?.OptionalValue("quantityMin");
        CheckCanBind(mandate, "orderQuantityMax", wider);
        CheckCanBind(mandate, "positionMax", wider);
        return new Mandate
        {
            Strategy = new StrategyId(strategy ?? Undefined),
            Instrument = new InstrumentId(instrument ?? Undefined),
            Account = new AccountId(account ?? Undefined),
            Sides = mandate.Choices("sides"),
            Types = mandate.Choices("types"),
            TimesInForce = mandate.Choices("timesInForce"),
            OrderQuantityMax = OrderQuantityMax(mandate, min),
            PositionMax = PositionMax(mandate, min),
        };
    }

    private static void CheckCanBind(PolicySection mandate, string key, PolicySection? instrument)
    {
        if (mandate.OptionalValue(key) > instrument?.OptionalValue(key))
        {
            mandate.Refuse(key, "can never bind: the instrument's is less");
        }
    }

    private DenialTerms ReadDenial(PolicySection denial) => new()
    {
        Strategy = Place(denial, "strategy", _strategyNames) is { } s ? new StrategyId(s) : null,
        Instrument = Place(denial, "instrument", _instrumentNames) is { } i ? new InstrumentId(i) : null,
        Venue = Place(denial, "venue", _venueNames) is { } v ? new VenueId(v) : null,
        Side = denial.OptionalValue("side") is { } side ? (OrderSide)(side + 1) : null,
        Reason = denial.Name("reason") ?? "",
    };

    private AllocationTerms ReadAllocation(PolicySection allocation)
    {
        var account = Place(allocation, "account", _accountNames);
        var strategy = Place(allocation, "strategy", _strategyNames);
        var asset = AssetOf(allocation);
        if (allocation.Has("strategy") == allocation.Has("asset"))
        {
            allocation.Refuse("account", "must be followed by either strategy or asset");
        }
        else if (account is { } a && (strategy ?? asset) is not null
            && !_allocated.TryAdd((a, strategy ?? Undefined, asset ?? Undefined), allocation))
        {
            var first = _allocated[(a, strategy ?? Undefined, asset ?? Undefined)].Path;
            allocation.Refuse(strategy is null ? "asset" : "strategy", $"is allocated by {first}");
        }

        return new AllocationTerms
        {
            Account = new AccountId(account ?? Undefined),
            Strategy = strategy is { } s ? new StrategyId(s) : null,
            Asset = asset,
            ExposureMax = Notional.FromUnits(allocation.Value("exposureMax")),
            LossMax = Notional.FromUnits(allocation.Value("lossMax")),
        };
    }

    private int? AssetOf(PolicySection allocation)
    {
        if (allocation.Text("asset", "must be a string") is not { } name)
        {
            return null;
        }

        var place = _assets.IndexOf(name);
        if (place < 0)
        {
            allocation.Refuse("asset", $"{PolicyNode.Quoted(name)} is the baseCurrency of no instrument");
            return null;
        }

        return place;
    }

    /// <summary>No limit means no trading: whoever is mandated needs a budget, and so does what it trades.</summary>
    private void CheckAllocated(PolicySection policy, PolicyParts parts)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var mandate in parts.Mandates)
        {
            var (a, s, i) = (mandate.Account.Value, mandate.Strategy.Value, mandate.Instrument.Value);
            if (a < 0 || s < 0 || i < 0)
            {
                continue;
            }

            if (!_allocated.ContainsKey((a, s, Undefined)))
            {
                missing.Add($"account '{parts.Accounts[a].Name}' allocates nothing to strategy '{parts.Strategies[s].Name}'");
            }

            if (!_allocated.ContainsKey((a, Undefined, _assets.IndexOf(_instruments[i].BaseCurrency))))
            {
                missing.Add($"account '{parts.Accounts[a].Name}' allocates nothing to asset '{_instruments[i].BaseCurrency}'");
            }
        }

        foreach (var what in missing)
        {
            policy.Refuse("allocations", what);
        }
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
        var max = section.OptionalValue("orderQuantityMax");
        if (max > 0 && max < quantityMin)
        {
            section.Refuse("orderQuantityMax", "is below quantityMin and lets nothing pass: write it as \"0\"");
        }

        return Quantity.FromUnits(max ?? 0);
    }

    private static Quantity PositionMax(PolicySection section, long? quantityMin)
    {
        var max = section.OptionalValue("positionMax");
        if (max > 0 && max < quantityMin)
        {
            section.Refuse("positionMax", "is below quantityMin and lets nothing be held: write it as \"0\"");
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
