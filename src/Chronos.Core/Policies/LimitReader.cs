namespace Chronos.Core.Policies;

/// <summary>Reads the limits on one order: all of them at the top, and what narrower scopes tighten.</summary>
internal sealed class LimitReader
{
    private readonly List<(LimitKey Key, long Value)> _widest = [];

    /// <summary>The policy's own, which every order obeys.</summary>
    public LimitSet ReadAll(PolicySection? limits)
    {
        _widest.AddRange(limits is null ? [] : Read(limits));
        return new LimitSet(_widest);
    }

    /// <summary>The <c>limits</c> of a venue, strategy, instrument or mandate. Each must be stricter than the policy's own, or it could never bind.</summary>
    public LimitSet ReadTighter(PolicySection owner)
    {
        if (owner.Section(PolicyCatalog.Limits, PolicyCatalog.Limits, allOptional: true) is not { } limits)
        {
            return new LimitSet([]);
        }

        var values = Read(limits);
        foreach (var (key, value) in values)
        {
            foreach (var (wideKey, wide) in _widest)
            {
                if (wideKey == key && !LimitSet.IsStricter(key, value, wide))
                {
                    limits.Refuse(PolicyCatalog.Limit(key).Name, "can never bind: the policy's own limit is as strict");
                }
            }
        }

        return new LimitSet(values);
    }

    private static List<(LimitKey Key, long Value)> Read(PolicySection limits)
    {
        var values = new List<(LimitKey, long)>();
        foreach (var key in Enum.GetValues<LimitKey>())
        {
            if (limits.OptionalValue(PolicyCatalog.Limit(key).Name) is { } value)
            {
                values.Add((key, value));
            }
        }

        return values;
    }
}
