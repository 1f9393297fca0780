namespace Chronos.Weex.Wire;

/// <summary>
/// Reads lists to their end, by pages or by ever shorter stretches of time. A part that fails makes the whole read fail:
/// a list is never partial.
/// </summary>
internal static class WeexPageReader
{
    // 100 pages of 100 orders, or 200 stretches of 100 fills: far beyond what the rate of orders allows to be open or new.
    private const int PagesMax = 100;
    private const int StretchesMax = 200;

    /// <summary>Pages until one is not full. An element that moves across a page boundary is told once, as told last.</summary>
    public static async Task<WeexResult<IReadOnlyList<T>>> ReadPagesAsync<T>(
        Func<int, Task<WeexResult<List<T>>>> readPage, int firstPage, int limit, Func<T, long> id)
    {
        var found = new Dictionary<long, T>();
        var nanos = 0L;
        for (var page = firstPage; page < firstPage + PagesMax; page++)
        {
            var result = await readPage(page).ConfigureAwait(false);
            nanos += result.RoundTripNanos;
            if (!result.IsDone)
            {
                return result.Carried<IReadOnlyList<T>>(nanos);
            }

            var before = found.Count;
            Add(found, result.Value!, id);
            if (result.Value!.Count < limit)
            {
                return Whole(result, found, nanos);
            }

            if (found.Count == before)
            {
                return Incomplete<T>(result, nanos, $"page {page} is full and brings nothing new");
            }
        }

        return new WeexResult<IReadOnlyList<T>>
        {
            Outcome = WeexOutcome.Unknown,
            Message = $"the list has more than {PagesMax} pages",
            WasWritten = true,
            RoundTripNanos = nanos,
        };
    }

    /// <summary>
    /// Stretches of time, halved until each is not full. They overlap in their ends, so that it does not matter which end
    /// the venue counts in. For lists that have no pages and promise no order.
    /// </summary>
    public static async Task<WeexResult<IReadOnlyList<T>>> ReadStretchesAsync<T>(
        Func<long, long, Task<WeexResult<List<T>>>> readStretch, long fromMillis, long toMillis, int limit, Func<T, long> id)
    {
        var found = new Dictionary<long, T>();
        var pending = new Stack<(long From, long To)>([(fromMillis, toMillis)]);
        var nanos = 0L;
        var last = default(WeexResult<List<T>>);
        for (var reads = 0; pending.TryPop(out var stretch); reads++)
        {
            if (reads == StretchesMax)
            {
                return Incomplete<T>(last, nanos, $"the list takes more than {StretchesMax} reads");
            }

            last = await readStretch(stretch.From, stretch.To).ConfigureAwait(false);
            nanos += last.RoundTripNanos;
            if (!last.IsDone)
            {
                return last.Carried<IReadOnlyList<T>>(nanos);
            }

            Add(found, last.Value!, id);
            if (last.Value!.Count < limit)
            {
                continue;
            }

            var middle = stretch.From + (stretch.To - stretch.From) / 2;
            if (middle == stretch.From)
            {
                return Incomplete<T>(last, nanos, $"more than {limit} entries fall into the millisecond {stretch.From}");
            }

            pending.Push((middle, stretch.To));
            pending.Push((stretch.From, middle));
        }

        return Whole(last, found, nanos);
    }

    private static void Add<T>(Dictionary<long, T> found, List<T> page, Func<T, long> id)
    {
        foreach (var element in page)
        {
            found[id(element)] = element;
        }
    }

    private static WeexResult<IReadOnlyList<T>> Whole<T>(
        in WeexResult<List<T>> last, Dictionary<long, T> found, long nanos) =>
        last.Carried<IReadOnlyList<T>>(nanos) with { Value = [.. found.Values] };

    private static WeexResult<IReadOnlyList<T>> Incomplete<T>(in WeexResult<List<T>> last, long nanos, string message) =>
        last.Carried<IReadOnlyList<T>>(nanos) with { Outcome = WeexOutcome.Unknown, Message = message };
}
