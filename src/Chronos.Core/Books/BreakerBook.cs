using System.Numerics;
using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// Breakers that have tripped and wait for operators, by scope. A latch is cleared by command only; time, a better price
/// or a restart clear nothing. Written by the engine thread; reading a single latch from another thread is safe.
/// </summary>
internal sealed class BreakerBook
{
    // A bit a kind of breaker.
    private readonly uint[][] _latched = [new uint[1], [], [], []];
    private int _count;

    /// <summary>Whether any breaker of any scope is latched.</summary>
    public bool IsAny => _count != 0;

    public bool IsLatched(BreakerKind kind, ScopeKind scope, int index) => _count != 0 && (Of(scope)[index] & Bit(kind)) != 0;

    /// <summary>Whether any breaker is latched for exactly this scope.</summary>
    public bool IsAnyLatched(ScopeKind scope, int index) => Of(scope)[index] != 0;

    /// <summary>Latches; answers whether it was not latched before.</summary>
    public bool Trip(BreakerKind kind, ScopeKind scope, int index)
    {
        ref var latched = ref Of(scope)[index];
        if ((latched & Bit(kind)) != 0)
        {
            return false;
        }

        latched |= Bit(kind);
        _count++;
        return true;
    }

    /// <summary>Clears one latch; answers whether there was one.</summary>
    public bool TryClear(BreakerKind kind, ScopeKind scope, int index)
    {
        ref var latched = ref Of(scope)[index];
        if ((latched & Bit(kind)) == 0)
        {
            return false;
        }

        latched &= ~Bit(kind);
        _count--;
        return true;
    }

    /// <summary>Clears every latch of a scope.</summary>
    public void ClearAll(ScopeKind scope, int index)
    {
        ref var latched = ref Of(scope)[index];
        _count -= BitOperations.PopCount(latched);
        latched = 0;
    }

    public void Resize(int venues, int strategies, int instruments)
    {
        Grow(ScopeKind.Venue, venues);
        Grow(ScopeKind.Strategy, strategies);
        Grow(ScopeKind.Instrument, instruments);
    }

    public void AddTo(StateHash hash)
    {
        foreach (var scope in _latched)
        {
            foreach (var latched in scope)
            {
                hash.Add((long)latched);
            }
        }
    }

    private uint[] Of(ScopeKind scope) => Volatile.Read(ref _latched[(int)scope]);

    private void Grow(ScopeKind scope, int count)
    {
        var grown = new uint[count];
        _latched[(int)scope].CopyTo(grown, 0);
        Volatile.Write(ref _latched[(int)scope], grown);
    }

    private static uint Bit(BreakerKind kind) => 1u << (int)kind;
}
