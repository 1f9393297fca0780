using System.Runtime.CompilerServices;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Proposals that wait for votes from outside, oldest first, and the counters of the voters. A parked proposal reserves
/// nothing: whether there is still room for it is seen when it is decided again.
/// </summary>
/// <remarks>
/// Written by the engine thread alone. Other threads read by <see cref="Snapshot"/>, which tries again when a write came
/// between: the writer never waits.
/// </remarks>
internal sealed class PendingBook
{
    /// <summary>Proposals that can wait at a time; one more is blocked.</summary>
    public const int Capacity = 256;

    private readonly ParkedEntry[] _entries = new ParkedEntry[Capacity];
    private IReadOnlyList<string> _voters = [];
    private ulong[] _counters = [];
    private int _count;
    private int _version;

    public int Count => _count;

    public bool IsFull => _count == Capacity;

    /// <summary>When the first of them expires; <see cref="long.MaxValue"/> when none waits.</summary>
    public long NextExpiryNanos { get; private set; } = long.MaxValue;

    /// <summary>The voter's place in the policy in force; -1 when it names no such voter.</summary>
    public int FindVoter(in VoterName name)
    {
        for (var v = 0; v < _counters.Length; v++)
        {
            if (name.Is(_voters[v]))
            {
                return v;
            }
        }

        return -1;
    }

    /// <summary>The highest counter the voter has spent.</summary>
    public ulong CounterOf(int voter) => _counters[voter];

    /// <summary>A counter is spent by whatever vote carried it, also by one that found nothing to vote on.</summary>
    public void Spend(int voter, ulong counter) => _counters[voter] = counter;

    /// <summary>The proposal if it waits, else a null reference.</summary>
    public ref readonly ParkedEntry Find(StrategyId strategy, ProposalId proposal)
    {
        var place = PlaceOf(strategy, proposal);
        return ref place < 0 ? ref Unsafe.NullRef<ParkedEntry>() : ref _entries[place];
    }

    /// <summary>A proposal waits from now on. There must be room.</summary>
    public void Park(in ParkedEntry entry)
    {
        BeginWrite();
        _entries[_count++] = entry;
        EndWrite();
    }

    /// <summary>A vote was counted, and the proposal still waits.</summary>
    public void Keep(StrategyId strategy, ProposalId proposal, int voter, VoteKind kind, long sequence, ReasonCode reason, GateId gate)
    {
        BeginWrite();
        ref var entry = ref _entries[PlaceOf(strategy, proposal)];
        entry.Count(voter, kind);
        entry.Sequence = sequence;
        entry.Reason = reason;
        entry.Gate = gate;
        EndWrite();
    }

    /// <summary>The proposal waits no longer.</summary>
    public void Remove(StrategyId strategy, ProposalId proposal)
    {
        BeginWrite();
        var place = PlaceOf(strategy, proposal);
        _entries.AsSpan(place + 1, _count - place - 1).CopyTo(_entries.AsSpan(place));
        _count--;
        EndWrite();
    }

    /// <summary>All of them are due at once: what was asked of one run is not carried into the next.</summary>
    public void ExpireAll(long nowNanos)
    {
        BeginWrite();
        foreach (ref var entry in _entries.AsSpan(0, _count))
        {
            entry.UntilNanos = Math.Min(entry.UntilNanos, nowNanos);
        }

        EndWrite();
    }

    /// <summary>The oldest proposal whose time is up, if there is one.</summary>
    public bool TryDue(long nowNanos, out ParkedExpiry expiry)
    {
        if (nowNanos >= NextExpiryNanos)
        {
            foreach (ref readonly var entry in _entries.AsSpan(0, _count))
            {
                if (entry.UntilNanos <= nowNanos)
                {
                    expiry = new ParkedExpiry(entry.Strategy, entry.Proposal);
                    return true;
                }
            }
        }

        expiry = default;
        return false;
    }

    /// <summary>Another policy names the voters. Who stays keeps counter and votes; the votes of who goes count no longer.</summary>
    public void LoadVoters(IReadOnlyList<string> voters)
    {
        var before = voters.Select(name => FindVoter(VoterName.Of(name))).ToArray();
        BeginWrite();
        _counters = [.. before.Select(v => v < 0 ? 0 : _counters[v])];
        _voters = voters;
        foreach (ref var entry in _entries.AsSpan(0, _count))
        {
            entry.Approvals = Moved(entry.Approvals, before);
            entry.Objections = Moved(entry.Objections, before);
        }

        EndWrite();
    }

    /// <summary>A copy and the names its bits stand for. Any thread.</summary>
    public (ParkedEntry[] Entries, IReadOnlyList<string> Voters) Snapshot()
    {
        var wait = default(SpinWait);
        while (true)
        {
            var version = Volatile.Read(ref _version);
            if ((version & 1) == 0)
            {
                var entries = _entries.AsSpan(0, _count).ToArray();
                var voters = _voters;
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _version) == version)
                {
                    return (entries, voters);
                }
            }

            wait.SpinOnce();
        }
    }

    public void AddTo(StateHash hash)
    {
        foreach (var counter in _counters)
        {
            hash.Add(counter);
        }

        hash.Add((long)_count);
        foreach (ref readonly var entry in _entries.AsSpan(0, _count))
        {
            hash.Add(entry.Strategy.Value);
            hash.Add(entry.Proposal.Value);
            hash.Add(entry.ContentHash);
            hash.Add(entry.Sequence);
            hash.Add(entry.SinceNanos);
            hash.Add(entry.UntilNanos);
            hash.Add(entry.Approvals);
            hash.Add(entry.Objections);
            hash.Add(entry.Frame);
        }
    }

    private int PlaceOf(StrategyId strategy, ProposalId proposal)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Proposal == proposal && _entries[i].Strategy == strategy)
            {
                return i;
            }
        }

        return -1;
    }

    private static ulong Moved(ulong votes, int[] before)
    {
        var moved = 0UL;
        for (var v = 0; v < before.Length; v++)
        {
            moved |= before[v] < 0 ? 0 : (votes >> before[v] & 1) << v;
        }

        return moved;
    }

    private void BeginWrite()
    {
        _version = unchecked(_version + 1);
        Interlocked.MemoryBarrier();
    }

    private void EndWrite()
    {
        var next = long.MaxValue;
        foreach (ref readonly var entry in _entries.AsSpan(0, _count))
        {
            next = Math.Min(next, entry.UntilNanos);
        }

        NextExpiryNanos = next;
        Volatile.Write(ref _version, unchecked(_version + 1));
    }
}
