using Chronos.Core.Books;

namespace Chronos.Core.Commands;

/// <summary>Idempotency keys of the last commands carried out.</summary>
internal sealed class CommandHistory
{
    private const int Remembered = 256;

    private readonly ulong[] _keys = new ulong[Remembered];
    private int _next;

    public bool Contains(ulong key) => _keys.AsSpan().Contains(key);

    public void Record(ulong key)
    {
        _keys[_next] = key;
        _next = (_next + 1) % Remembered;
    }

    public void AddTo(StateHash hash)
    {
        foreach (var key in _keys)
        {
            hash.Add(key);
        }
    }
}
