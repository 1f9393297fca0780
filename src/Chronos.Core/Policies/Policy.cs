using System.Security.Cryptography;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// The immutable set of all limits, mandates and instruments. Its hash is over the exact bytes it was read from, which
/// are in the journal, so that a decision can be traced to the text that ruled it.
/// </summary>
public sealed class Policy
{
    private readonly MarketTerms[] _markets;
    private readonly byte[] _source;
    private readonly byte[] _hash;
    private MandateTerms[] _terms;

    /// <summary>Builds a policy from parts that have been checked against each other; <see cref="PolicyFile"/> does that.</summary>
    internal Policy(PolicyParts parts, ReadOnlySpan<byte> source)
    {
        _source = source.ToArray();
        _hash = SHA256.HashData(source);
        Name = parts.Name;
        Version = parts.Version;
        Venues = [.. parts.Venues];
        Accounts = [.. parts.Accounts];
        Instruments = [.. parts.Instruments];
        Strategies = [.. parts.Strategies];
        Mandates = [.. parts.Mandates];
        Quorum = parts.Quorum;
        SealTtlNanos = parts.SealTtlNanos;
        Stage = parts.Stage;
        Operators = [.. parts.Operators];
        Approvers = [.. parts.Approvers];
        Breakers = parts.Breakers;
        Windows = parts.Windows;
        Latency = parts.Latency;
        Sessions = [.. parts.Sessions];
        Blackouts = [.. parts.Blackouts];
        Groups = [.. parts.Groups];
        Denials = [.. parts.Denials];
        Allocations = [.. parts.Allocations];
        Assets = [.. parts.Assets];
        StrategyCount = Strategies.Count;
        InstrumentCount = Instruments.Count;
        BookedMandates = Mandates;
        _terms = new TermsCompiler(this, parts).Compile();
        _markets = [.. Enumerable.Range(0, InstrumentCount).Select(i => MarketTerms.Of(this, i, _terms))];
    }

    /// <summary>Number of strategies.</summary>
    internal int StrategyCount { get; }

    /// <summary>Number of instruments.</summary>
    internal int InstrumentCount { get; }

    /// <summary>Name of the policy.</summary>
    public string Name { get; }

    /// <summary>Its version; a change must raise it.</summary>
    public uint Version { get; }

    /// <summary>SHA-256 of <see cref="Source"/>.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>The bytes it was read from.</summary>
    public ReadOnlySpan<byte> Source => _source;

    /// <summary>Venues by <see cref="VenueId"/>.</summary>
    public IReadOnlyList<VenueTerms> Venues { get; }

    /// <summary>Accounts by <see cref="AccountId"/>.</summary>
    public IReadOnlyList<AccountTerms> Accounts { get; }

    /// <summary>Instruments by <see cref="InstrumentId"/>.</summary>
    public IReadOnlyList<Instrument> Instruments { get; }

    /// <summary>Strategies by <see cref="StrategyId"/>.</summary>
    public IReadOnlyList<StrategyTerms> Strategies { get; }

    /// <summary>Who may trade what.</summary>
    public IReadOnlyList<Mandate> Mandates { get; }

    /// <summary>The mandates, and those of another policy whose orders are booked under this one.</summary>
    internal IReadOnlyList<Mandate> BookedMandates { get; private set; }

    /// <summary>How many must agree.</summary>
    public QuorumTerms Quorum { get; }

    /// <summary>Life of a seal. Nanoseconds.</summary>
    public long SealTtlNanos { get; }

    /// <summary>The stage it is for; an engine of another stage refuses it.</summary>
    public EngineStage Stage { get; }

    /// <summary>Operators whose commands are taken.</summary>
    public IReadOnlyList<string> Operators { get; }

    /// <summary>Outside approvers whose votes are taken.</summary>
    public IReadOnlyList<string> Approvers { get; }

    /// <summary>What a limit does before and when it is reached.</summary>
    public BreakerTerms Breakers { get; }

    /// <summary>Lengths of the windows of market figures.</summary>
    public WindowTerms Windows { get; }

    /// <summary>How slow the engine and the venues may be.</summary>
    public LatencyTerms Latency { get; }

    /// <summary>When instruments may be entered.</summary>
    public IReadOnlyList<SessionTerms> Sessions { get; }

    /// <summary>Spans in which nothing is entered.</summary>
    public IReadOnlyList<BlackoutTerms> Blackouts { get; }

    /// <summary>Instruments that move together.</summary>
    public IReadOnlyList<GroupTerms> Groups { get; }

    /// <summary>What is forbidden whatever else allows it.</summary>
    public IReadOnlyList<DenialTerms> Denials { get; }

    /// <summary>Budgets of strategies and assets.</summary>
    public IReadOnlyList<AllocationTerms> Allocations { get; }

    /// <summary>Base currencies of the instruments, each once, in their order.</summary>
    public IReadOnlyList<string> Assets { get; }

    /// <summary>The strategy of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public StrategyId StrategyNamed(string name) => new(IndexOf(Strategies, s => s.Name, name, "strategy"));

    /// <summary>The instrument of that symbol; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public InstrumentId InstrumentNamed(string symbol) => new(IndexOf(Instruments, i => i.Symbol, symbol, "instrument"));

    /// <summary>The account of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public AccountId AccountNamed(string name) => new(IndexOf(Accounts, a => a.Name, name, "account"));

    /// <summary>The venue of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public VenueId VenueNamed(string name) => new(IndexOf(Venues, v => v.Name, name, "venue"));

    /// <summary>The place of an instrument's asset in <see cref="Assets"/>.</summary>
    internal int AssetOf(Instrument instrument) => IndexOf(Assets, a => a, instrument.BaseCurrency, "asset");

    /// <summary>The terms for a strategy and instrument that exist.</summary>
    internal ref readonly MandateTerms TermsOf(StrategyId strategy, InstrumentId instrument) =>
        ref _terms[strategy.Value * InstrumentCount + instrument.Value];

    /// <summary>The terms of an instrument's market.</summary>
    internal MarketTerms MarketOf(InstrumentId instrument) => _markets[instrument.Value];

    /// <summary>
    /// Why this policy cannot follow <paramref name="current"/>, or null when it can: dense ids must keep their meaning,
    /// so names stay in their places and new ones come at the end.
    /// </summary>
    internal string? ObjectionToFollow(Policy current)
    {
        if (Version <= current.Version)
        {
            return $"version {Version} does not follow version {current.Version}";
        }

        return ObjectionToPlaces(current);
    }

    /// <summary>
    /// Why this policy cannot be tried in the place of <paramref name="recorded"/>, or null when it can: dense ids must
    /// keep their meaning, whoever voted must be known, and what both let trade must trade on the same account, because the
    /// recorded fills are there.
    /// </summary>
    internal string? ObjectionToReplace(Policy recorded)
    {
        if (ObjectionToPlaces(recorded) is { } moved)
        {
            return moved;
        }

        foreach (var approver in recorded.Approvers)
        {
            if (!Approvers.Contains(approver))
            {
                return $"approver '{approver}' is missing, whose votes are recorded";
            }
        }

        foreach (var mandate in recorded.Mandates)
        {
            ref readonly var terms = ref TermsOf(mandate.Strategy, mandate.Instrument);
            if (terms.Allowed && terms.Account != mandate.Account.Value)
            {
                return $"'{Strategies[mandate.Strategy.Value].Name}' trades '{Instruments[mandate.Instrument.Value].Symbol}' on another account";
            }
        }

        return null;
    }

    /// <summary>
    /// The same policy, which books orders on pairs it gives no mandate for where <paramref name="recorded"/> did: it
    /// blocks them as before, and the orders that were sent in fact stand in the right account.
    /// </summary>
    internal Policy WithAccountsOf(Policy recorded)
    {
        var terms = (MandateTerms[])_terms.Clone();
        foreach (var mandate in recorded.Mandates)
        {
            ref var pair = ref terms[mandate.Strategy.Value * InstrumentCount + mandate.Instrument.Value];
            pair.Account = mandate.Account.Value;
        }

        var copy = (Policy)MemberwiseClone();
        copy._terms = terms;
        copy.BookedMandates = [.. Mandates, .. recorded.Mandates.Where(m => !TermsOf(m.Strategy, m.Instrument).Allowed)];
        return copy;
    }

    private string? ObjectionToPlaces(Policy current)
    {
        return Moved(current.Venues, Venues, v => v.Name, "venues")
            ?? Moved(current.Accounts, Accounts, a => a.Name, "accounts")
            ?? Moved(current.Instruments, Instruments, i => i.Symbol, "instruments")
            ?? Moved(current.Groups, Groups, g => g.Name, "groups")
            ?? Moved(current.Assets, Assets, a => a, "assets")
            ?? Moved(current.Strategies, Strategies, s => s.Name, "strategies");
    }

    private static string? Moved<T>(IReadOnlyList<T> current, IReadOnlyList<T> next, Func<T, string> name, string list)
    {
        for (var i = 0; i < current.Count; i++)
        {
            if (i >= next.Count || name(next[i]) != name(current[i]))
            {
                return $"{list}[{i}] must stay '{name(current[i])}': new entries come at the end and none is removed";
            }
        }

        return null;
    }

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, string> name, string wanted, string what)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (name(list[i]) == wanted)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"the policy has no {what} '{wanted}'");
    }
}
