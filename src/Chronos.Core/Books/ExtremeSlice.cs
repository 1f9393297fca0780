namespace Chronos.Core.Books;

/// <summary>The largest figure of a stretch of time that no later figure has passed. Times in engine nanoseconds.</summary>
internal struct ExtremeSlice
{
    /// <summary>When the slice began.</summary>
    public long FromNanos;

    /// <summary>When its last figure arrived.</summary>
    public long UntilNanos;

    public long Value;
}
