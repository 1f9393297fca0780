using System.Runtime.CompilerServices;

namespace Chronos.Core.Ring;

/// <summary>
/// Hands out sequences to producers: never one whose slot still holds an unread event, and none once closed.
/// The consumer's progress is cached, so its cache line is read about once a lap and not once a claim.
/// </summary>
internal abstract class Sequencer(int capacity, Sequence consumer)
{
    private readonly Sequence _gatingCache = new();

    /// <summary>The last sequence claimed, -1 before the first. Any thread.</summary>
    public abstract long Cursor { get; }

    /// <summary>Whether claims have ended. Any thread.</summary>
    public abstract bool IsClosed { get; }

    /// <summary>Claims the next sequence; false if the ring is full or closed. Producer threads.</summary>
    public abstract bool TryClaim(out long sequence);

    /// <summary>
    /// Ends claims. Once it has returned, every claim is refused and <see cref="Cursor"/> counts every claim ever
    /// granted. Any thread; repeatable.
    /// </summary>
    public abstract void Close();

    protected bool IsFull(long next)
    {
        var wrapPoint = next - capacity;
        return wrapPoint > _gatingCache.Value && IsFullOnWrapPointReached(wrapPoint);
    }

    // Producers may overwrite a newer cached value by an older one; that only brings them here again.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsFullOnWrapPointReached(long wrapPoint)
    {
        var consumed = consumer.Value;
        _gatingCache.SetValue(consumed);
        return wrapPoint > consumed;
    }
}
