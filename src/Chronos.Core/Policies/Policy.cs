using System.Security.Cryptography;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// The immutable set of all limits, mandates and instruments. Its hash is over the exact bytes it was read from, which
/// are in the journal, so that a decision can be traced to the text that ruled it.
/// </summary>
public sealed class Policy
{
    private readonly MandateTerms[] _terms;
    private readonly byte[] _source;
    private readonly byte[] _hash;

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
        Approvers = [.. parts.Approvers];
        SealTtlNanos = parts.SealTtlNanos;
        StrategyCount = Strategies.Count;
        InstrumentCount = Instruments.Count;
        _terms = Compile();
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

    /// <summary>Names of those outside the engine who may vote on a proposal that waits.</summary>
    public IReadOnlyList<string> Approvers { get; }

    /// <summary>How many must agree.</summary>
    public QuorumTerms Quorum { get; }

    /// <summary>Life of a seal. Nanoseconds.</summary>
    public long SealTtlNanos { get; }

    /// <summary>The strategy of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public StrategyId StrategyNamed(string name) => new(IndexOf(Strategies, s => s.Name, name, "strategy"));

    /// <summary>The instrument of that symbol; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public InstrumentId InstrumentNamed(string symbol) => new(IndexOf(Instruments, i => i.Symbol, symbol, "instrument"));

    /// <summary>The account of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public AccountId AccountNamed(string name) => new(IndexOf(Accounts, a => a.Name, name, "account"));

    /// <summary>The venue of that name; throws <see cref="KeyNotFoundException"/> when there is none.</summary>
    public VenueId VenueNamed(string name) => new(IndexOf(Venues, v => v.Name, name, "venue"));

    /// <summary>The terms for a strategy and instrument that exist.</summary>
    internal ref readonly MandateTerms TermsOf(StrategyId strategy, InstrumentId instrument) =>
        ref _terms[strategy.Value * InstrumentCount + instrument.Value];

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

        return Moved(current.Venues, Venues, v => v.Name, "venues")
            ?? Moved(current.Accounts, Accounts, a => a.Name, "accounts")
            ?? Moved(current.Instruments, Instruments, i => i.Symbol, "instruments")
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

    private MandateTerms[] Compile()
    {
        var terms = new MandateTerms[Strategies.Count * Instruments.Count];
        for (var s = 0; s < Strategies.Count; s++)
        {
            for (var i = 0; i < Instruments.Count; i++)
            {
                terms[s * Instruments.Count + i] = TermsWithoutMandate(s, i);
            }
        }

        foreach (var mandate in Mandates)
        {
            ref var t = ref terms[mandate.Strategy.Value * Instruments.Count + mandate.Instrument.Value];
            t.Allowed = true;
            t.Account = mandate.Account.Value;
            t.OrderQuantityMax = Quantity.Min(t.OrderQuantityMax, mandate.OrderQuantityMax);
        }

        return terms;
    }

    private MandateTerms TermsWithoutMandate(int strategy, int instrument)
    {
        var s = Strategies[strategy];
        var i = Instruments[instrument];
        var notionalMax = i.OrderNotionalMax < s.OrderNotionalMax ? i.OrderNotionalMax : s.OrderNotionalMax;
        return new MandateTerms
        {
            Tradable = i.Tradable,
            ReductionsExemptFromNotionalMin = i.ReductionsExemptFromNotionalMin,
            Strategy = strategy,
            Instrument = instrument,
            Account = -1,
            Venue = i.Venue.Value,
            CollarBps = i.CollarBps,
            SlippageBpsMax = i.SlippageBpsMax,
            DisplayedSizePercentMax = i.DisplayedSizePercentMax,
            ConfidenceMinPpm = s.ConfidenceMinPpm,
            MessagesMax = s.MessagesMax,
            UnansweredOrdersMax = Venues[i.Venue.Value].UnansweredOrdersMax,
            MessagesWindowNanos = s.MessagesWindowNanos,
            QuoteAgeNanosMax = i.QuoteAgeNanosMax,
            ProposalAgeNanosMax = s.ProposalAgeNanosMax,
            TickSize = i.TickSize,
            LotSize = i.LotSize,
            QuantityMin = i.QuantityMin,
            OrderQuantityMax = i.OrderQuantityMax,
            PositionMax = i.PositionMax,
            NotionalMin = ExactNotional.From(i.NotionalMin),
            OrderNotionalMax = ExactNotional.From(notionalMax),
        };
    }
}
