namespace Chronos.Core.Policies;

/// <summary>The limits on one order that one scope states. Immutable; a limit the scope leaves to wider scopes is null.</summary>
internal sealed class LimitSet
{
    private readonly long?[] _values;

    public LimitSet(IEnumerable<(LimitKey Key, long Value)> values)
    {
        _values = new long?[Count];
        foreach (var (key, value) in values)
        {
            _values[(int)key] = value;
        }
    }

    /// <summary>Number of limits there are.</summary>
    public static int Count { get; } = Enum.GetValues<LimitKey>().Length;

    /// <summary>The value in the unit the engine counts in; <see cref="MandateTerms.None"/> when switched off.</summary>
    public long? this[LimitKey key] => _values[(int)key];

    /// <summary>The strictest of what the scopes that apply say; at least one of them states every limit.</summary>
    public static long Strictest(LimitKey key, params ReadOnlySpan<LimitSet> scopes)
    {
        long? strictest = null;
        foreach (var scope in scopes)
        {
            if (scope[key] is { } value && (strictest is not { } held || IsStricter(key, value, held)))
            {
                strictest = value;
            }
        }

        return strictest ?? throw new InvalidOperationException($"no scope states {key}");
    }

    /// <summary>Whether one value lets less through than the other.</summary>
    public static bool IsStricter(LimitKey key, long value, long than) =>
        PolicyCatalog.Limit(key).Loosening == Loosening.Higher ? value < than : value > than;
}
