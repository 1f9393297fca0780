namespace Chronos.Core.Policies;

/// <summary>
/// What got looser and what tighter between two policies, told from their texts and the catalog's directions. It errs on
/// the side of looser: what cannot be shown to let no more through counts as letting more through. One thread at a time.
/// </summary>
public sealed class PolicyDiff
{
    private readonly List<PolicyChange> _changes = [];
    private readonly PolicyText _from;
    private readonly PolicyText _to;
    private readonly PolicySection _widestBefore;
    private readonly PolicySection _widestAfter;

    private PolicyDiff(Policy from, Policy to)
    {
        _from = new PolicyText(from.Source);
        _to = new PolicyText(to.Source);
        _widestBefore = Section(Child(_from.Root, PolicyCatalog.Limits)!, PolicyCatalog.Limits);
        _widestAfter = Section(Child(_to.Root, PolicyCatalog.Limits)!, PolicyCatalog.Limits);
        CompareObjects(PolicyCatalog.Root, _from.Root, _to.Root, "");
        CannotFollow = to.ObjectionToFollow(from);
    }

    /// <summary>Every difference, in the order of the catalog.</summary>
    public IReadOnlyList<PolicyChange> Changes => _changes;

    /// <summary>True when the later policy may let something pass that the earlier would not.</summary>
    public bool Loosens => _changes.Exists(c => c.Effect is ChangeEffect.Looser or ChangeEffect.Either);

    /// <summary>Why a running engine would not take the later policy after the earlier; null when it would.</summary>
    public string? CannotFollow { get; }

    /// <summary>The differences of two policies.</summary>
    public static PolicyDiff Between(Policy from, Policy to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new PolicyDiff(from, to);
    }

    /// <summary>The earlier policy with this one change; null when the two do not make a policy by themselves.</summary>
    internal Policy? EarlierWith(PolicyChange change) => Repeat(_from, _to, change, change.Place);

    /// <summary>The later policy without this one change; null when that is no policy.</summary>
    internal Policy? LaterWithout(PolicyChange change) => Repeat(_to, _from, change, change.Place.Reversed());

    private static Policy? Repeat(PolicyText text, PolicyText other, PolicyChange change, PolicyChangePlace place)
    {
        try
        {
            return PolicyFile.ParseRecorded(Edited(text, other, change.Key, place));
        }
        catch (PolicyException)
        {
            // The change needs others beside it, as a mandate needs its allocation: by itself it makes no policy.
            return null;
        }
    }

    private static byte[] Edited(PolicyText text, PolicyText other, PolicyKey key, PolicyChangePlace place)
    {
        if (place.To is null)
        {
            return text.Without(place.From!);
        }

        var json = other.Raw(place.To);
        if (place.From is not null)
        {
            return text.With(place.From, json);
        }

        if (key.Kind == PolicyKind.Sections)
        {
            return text.WithElement(place.FromOwner, json);
        }

        var hasOwner = key.Section != PolicyCatalog.Limits || place.FromOwner.Key == PolicyCatalog.Limits;
        return hasOwner
            ? text.WithMember(place.FromOwner, key.Name, json)
            : text.WithMember(place.FromOwner, PolicyCatalog.Limits, $"{{ \"{key.Name}\": {json} }}");
    }

    private void CompareObjects(string section, PolicyNode from, PolicyNode to, string path)
    {
        var (before, after) = (Section(from, section), Section(to, section));
        foreach (var key in PolicyCatalog.Of(section))
        {
            var (old, now) = (Child(from, key.Name), Child(to, key.Name));
            var place = new PolicyChangePlace(old, now, from, to);
            var at = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            if (key.Kind == PolicyKind.Sections)
            {
                CompareLists(key, old!, now!, at);
            }
            else if (key is { Kind: PolicyKind.Section, Optional: true })
            {
                CompareTighter(place, at);
            }
            else if (key.Kind == PolicyKind.Section)
            {
                CompareObjects(key.Name, old!, now!, at);
            }
            else if (EffectOf(key, before, after) is { } effect)
            {
                Add(key, place, at, effect);
            }
        }
    }

    private void CompareLists(PolicyKey list, PolicyNode from, PolicyNode to, string path)
    {
        var (before, after) = (ByIdentity(list.Name, from), ByIdentity(list.Name, to));
        foreach (var (identity, old) in before)
        {
            if (after.TryGetValue(identity, out var now))
            {
                CompareObjects(list.Name, old, now, $"{path}[{identity}]");
            }
            else
            {
                Add(list, new PolicyChangePlace(old, null, from, to), $"{path}[{identity}]", Opposite(EffectOfAdding(list.Name)));
            }
        }

        foreach (var (identity, now) in after)
        {
            if (!before.ContainsKey(identity))
            {
                Add(list, new PolicyChangePlace(null, now, from, to), $"{path}[{identity}]", EffectOfAdding(list.Name));
            }
        }
    }

    /// <summary>The limits of a narrower scope: one that is left out is the policy's own.</summary>
    private void CompareTighter(PolicyChangePlace limits, string path)
    {
        if (limits is { From: null, To: null })
        {
            return;
        }

        var before = limits.From is null ? null : Section(limits.From, PolicyCatalog.Limits);
        var after = limits.To is null ? null : Section(limits.To, PolicyCatalog.Limits);
        foreach (var key in PolicyCatalog.Of(PolicyCatalog.Limits))
        {
            var (old, now) = (before?.OptionalValue(key.Name), after?.OptionalValue(key.Name));
            if (old == now)
            {
                continue;
            }

            var place = new PolicyChangePlace(
                limits.From is null ? null : Child(limits.From, key.Name),
                limits.To is null ? null : Child(limits.To, key.Name),
                limits.From ?? limits.FromOwner,
                limits.To ?? limits.ToOwner);
            var held = old ?? _widestBefore.Value(key.Name);
            var holds = now ?? _widestAfter.Value(key.Name);
            Add(key, place, $"{path}.{key.Name}", Directed(key.Loosening, held, holds) ?? ChangeEffect.Neutral);
        }
    }

    private void Add(PolicyKey key, PolicyChangePlace place, string path, ChangeEffect effect) => _changes.Add(new PolicyChange(key, place)
    {
        Path = path,
        Kind = place.From is null ? ChangeKind.Added : place.To is null ? ChangeKind.Removed : ChangeKind.Changed,
        Effect = effect,
        From = key.Kind == PolicyKind.Sections || place.From is null ? null : _from.Raw(place.From),
        To = key.Kind == PolicyKind.Sections || place.To is null ? null : _to.Raw(place.To),
        FromLine = (place.From ?? place.FromOwner).Line,
        ToLine = (place.To ?? place.ToOwner).Line,
    });

    /// <summary>Null when both say the same.</summary>
    private static ChangeEffect? EffectOf(PolicyKey key, PolicySection before, PolicySection after)
    {
        switch (key.Kind)
        {
            case PolicyKind.Name or PolicyKind.Text:
                return before.Peek(key.Name) == after.Peek(key.Name) ? null
                    : key.Describes ? ChangeEffect.Neutral : ChangeEffect.Either;
            case PolicyKind.Names:
                return MoreOf(before.Names(key.Name).Except(after.Names(key.Name)).Any(), after.Names(key.Name).Except(before.Names(key.Name)).Any());
            case PolicyKind.Choices:
                var (old, now) = (before.Choices(key.Name), after.Choices(key.Name));
                return MoreOf((old & ~now) != 0, (now & ~old) != 0);
            case PolicyKind.Flag:
                return Directed(key.Loosening, before.Flag(key.Name) ? 1 : 0, after.Flag(key.Name) ? 1 : 0);
            default:
                var unlimited = key.Loosening == Loosening.Lower ? long.MinValue : long.MaxValue;
                var effect = Directed(key.Loosening, before.OptionalValue(key.Name) ?? unlimited, after.OptionalValue(key.Name) ?? unlimited);
                return effect is not null && key.Describes ? ChangeEffect.Neutral : effect;
        }
    }

    private static ChangeEffect? MoreOf(bool lost, bool gained) => (lost, gained) switch
    {
        (false, false) => null,
        (true, false) => ChangeEffect.Tighter,
        (false, true) => ChangeEffect.Looser,
        _ => ChangeEffect.Either,
    };

    private static ChangeEffect? Directed(Loosening loosening, long old, long now) => loosening switch
    {
        _ when old == now => null,
        Loosening.Higher => now > old ? ChangeEffect.Looser : ChangeEffect.Tighter,
        Loosening.Lower => now < old ? ChangeEffect.Looser : ChangeEffect.Tighter,
        Loosening.Finer when old % now == 0 => ChangeEffect.Looser,
        Loosening.Finer when now % old == 0 => ChangeEffect.Tighter,
        _ => ChangeEffect.Either,
    };

    /// <summary>A session or group binds nobody until an instrument names it, and that is a change of the instrument.</summary>
    private static ChangeEffect EffectOfAdding(string list) => list switch
    {
        PolicyCatalog.Denial or PolicyCatalog.Blackout => ChangeEffect.Tighter,
        PolicyCatalog.Session or PolicyCatalog.Group => ChangeEffect.Neutral,
        _ => ChangeEffect.Looser,
    };

    private static ChangeEffect Opposite(ChangeEffect effect) => effect switch
    {
        ChangeEffect.Tighter => ChangeEffect.Looser,
        ChangeEffect.Looser => ChangeEffect.Tighter,
        _ => effect,
    };

    /// <summary>Entries by what makes them the same entry in another policy; of two that do the same, one.</summary>
    private static Dictionary<string, PolicyNode> ByIdentity(string list, PolicyNode node)
    {
        string[] keys = list switch
        {
            PolicyCatalog.Instrument => ["symbol"],
            PolicyCatalog.Mandate => ["strategy", "instrument"],
            PolicyCatalog.Denial => ["strategy", "instrument", "venue", "side"],
            PolicyCatalog.Blackout => ["from", "until", "instrument", "venue"],
            PolicyCatalog.Allocation => ["account", "strategy", "asset"],
            _ => ["name"],
        };
        var entries = new Dictionary<string, PolicyNode>();
        foreach (var entry in node.Children)
        {
            var identity = keys.Length == 1
                ? Child(entry, keys[0])!.Text
                : string.Join(' ', keys.Select(k => Child(entry, k) is { } child ? $"{k}={child.Text}" : null).Where(t => t is not null));
            entries.TryAdd(identity.Length == 0 ? "everything" : identity, entry);
        }

        return entries;
    }

    private static PolicySection Section(PolicyNode node, string section) => new(node, section, new PolicyErrors(), allOptional: true);

    private static PolicyNode? Child(PolicyNode node, string key) => node.Children.Find(c => c.Key == key);
}
