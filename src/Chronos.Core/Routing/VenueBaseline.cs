using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Routing;

/// <summary>What the books hold at a venue when a run begins.</summary>
public sealed class VenueBaseline
{
    /// <summary>The venue.</summary>
    public required VenueId Venue { get; init; }

    /// <summary>The engine, 16 bytes: ids of orders are told apart from another engine's by it.</summary>
    public required ReadOnlyMemory<byte> EngineId { get; init; }

    /// <summary>The policy in force.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Counts the runs of this journal; rises with every start.</summary>
    public required uint Epoch { get; init; }

    /// <summary>Engine time.</summary>
    public required long TimeNanos { get; init; }

    /// <summary>Positions; absent means none.</summary>
    public required IReadOnlyList<BaselinePosition> Positions { get; init; }

    /// <summary>Balances the venue last told, by account; absent means never told.</summary>
    public required IReadOnlyList<(AccountId Account, Notional Balance)> Balances { get; init; }

    /// <summary>Orders that may still trade.</summary>
    public required IReadOnlyList<BaselineOrder> Orders { get; init; }

    /// <summary>Every account and instrument at the venue, account by account.</summary>
    public IEnumerable<(AccountId Account, InstrumentId Instrument)> Pairs() =>
        from a in Enumerable.Range(0, Policy.Accounts.Count)
        where Policy.Accounts[a].Venue == Venue
        from i in Enumerable.Range(0, Policy.Instruments.Count)
        where Policy.Instruments[i].Venue == Venue
        select (new AccountId(a), new InstrumentId(i));
}
