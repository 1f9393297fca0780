using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// One counter a scope, raised whenever the scope is halted. A seal binds the counters it was made under, so raising one
/// kills every older seal of the scope at once. Written by the engine thread; venue threads read it just before a send.
/// </summary>
internal sealed class ScopeEpochs
{
    private readonly uint[][] _epochs = [new uint[1], [], [], []];
    private long _version;

    /// <summary>Changes with every raise; lets a reader keep what it computed from the counters.</summary>
    public long Version => Volatile.Read(ref _version);

    public void Resize(int venues, int strategies, int instruments)
    {
        Grow(ScopeKind.Venue, venues);
        Grow(ScopeKind.Strategy, strategies);
        Grow(ScopeKind.Instrument, instruments);
        Volatile.Write(ref _version, _version + 1);
    }

    public uint this[ScopeKind kind, int index]
    {
        get
        {
            var epochs = Volatile.Read(ref _epochs[(int)kind]);
            return Volatile.Read(ref epochs[index]);
        }
    }

    public void Raise(ScopeKind kind, int index)
    {
        ref var epoch = ref _epochs[(int)kind][index];
        Volatile.Write(ref epoch, epoch + 1);
        Volatile.Write(ref _version, _version + 1);
    }

    public void AddTo(StateHash hash)
    {
        foreach (var scope in _epochs)
        {
            foreach (var epoch in scope)
            {
                hash.Add((long)epoch);
            }
        }
    }

    private void Grow(ScopeKind kind, int count)
    {
        var grown = new uint[count];
        _epochs[(int)kind].CopyTo(grown, 0);
        Volatile.Write(ref _epochs[(int)kind], grown);
    }
}
