namespace Chronos.Weex.Wire;

/// <summary>
/// Belongs to one attempt and says whether its first byte was given to a connection. Only one connection may ever carry
/// it: the handler's silent repeat of a request on a second connection is refused before a byte is written.
/// </summary>
internal sealed class WriteMark
{
    private static readonly AsyncLocal<WriteMark?> Flowing = new();
    private static readonly object Closed = new();

    private object? _connection;
    private int _refused;

    /// <summary>The attempt on whose behalf the calling code runs. Set within an asynchronous method it ends with it.</summary>
    public static WriteMark? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Repeats that were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>True when the connection may write: it is the first to ask, or the one that already does.</summary>
    public bool TryClaim(object connection)
    {
        var first = Interlocked.CompareExchange(ref _connection, connection, null);
        if (first is null || ReferenceEquals(first, connection))
        {
            return true;
        }

        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <summary>Ends the attempt: true when a byte was written, false when none was and none will be.</summary>
    public bool Close() => Interlocked.CompareExchange(ref _connection, Closed, null) is { } first && first != Closed;
}
