using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>
/// One limit of a policy moved one step, and the text that makes. A good set of cases notices every one. A step is 1 % of
/// the value, and at least the smallest there is: 1 of a whole number, a millionth of a fraction, 1e-8 of an amount. Of a
/// limit at 0 it is 1, of a fraction 0.01; a word or flag takes its neighbour, a time of day moves a minute and an instant
/// an hour, a step is halved or doubled, and a limit that is switched off is switched on at its widest.
/// </summary>
internal sealed record PolicyNudge
{
    private const int StepsPerValue = 100;
    private const long UnitsPerPpm = FixedPoint.Scale / 1_000_000;

    /// <summary>Where the limit is, with the places in lists: <c>accounts[0].dailyLossMax</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Line of the limit.</summary>
    public required int Line { get; init; }

    /// <summary>What is written there.</summary>
    public required string From { get; init; }

    /// <summary>What would be.</summary>
    public required string To { get; init; }

    /// <summary>True when the step lets more through.</summary>
    public required bool Loosens { get; init; }

    /// <summary>The whole policy with the step taken. It may be no policy: a limit at a bound others set cannot be moved past it.</summary>
    public required byte[] Source { get; init; }

    /// <summary>Every step of every limit, in the order of the text.</summary>
    public static List<PolicyNudge> Of(Policy policy)
    {
        var text = new PolicyText(policy.Source);
        var nudges = new List<PolicyNudge>();
        AddOf(text, text.Root, PolicyCatalog.Root, nudges);
        return nudges;
    }

    private static void AddOf(PolicyText text, PolicyNode owner, string section, List<PolicyNudge> nudges)
    {
        foreach (var key in PolicyCatalog.Of(section))
        {
            if (owner.Children.Find(c => c.Key == key.Name) is not { } node)
            {
                continue;
            }

            if (key.Kind == PolicyKind.Section)
            {
                AddOf(text, node, key.Name, nudges);
            }
            else if (key.Kind == PolicyKind.Sections)
            {
                node.Children.ForEach(entry => AddOf(text, entry, key.Name, nudges));
            }
            else if (key.Loosening != Loosening.None)
            {
                Add(text, owner, node, key, higher: true, nudges);
                Add(text, owner, node, key, higher: false, nudges);
            }
        }
    }

    private static void Add(PolicyText text, PolicyNode owner, PolicyNode node, PolicyKey key, bool higher, List<PolicyNudge> nudges)
    {
        if (Step(owner, node, key, higher) is { } value)
        {
            nudges.Add(new PolicyNudge
            {
                Path = node.Path,
                Line = node.Line,
                From = text.Raw(node),
                To = value,
                Loosens = higher == (key.Loosening == Loosening.Higher),
                Source = text.With(node, value),
            });
        }
    }

    /// <summary>The neighbouring value as it is written; null where there is none.</summary>
    private static string? Step(PolicyNode owner, PolicyNode node, PolicyKey key, bool higher)
    {
        if (key.MayBeNone && node.Type == JsonTokenType.String)
        {
            return higher == (key.Loosening == Loosening.Higher) ? null : PlainOf(key.Max);
        }

        return key.Kind switch
        {
            PolicyKind.Count or PolicyKind.Bps or PolicyKind.Percent or PolicyKind.Millis or PolicyKind.Micros => Whole(node, key, higher),
            PolicyKind.Fraction => Fraction(node, key, higher),
            PolicyKind.Notional or PolicyKind.Quantity => Amount(node, higher),
            PolicyKind.Step when key.Loosening != Loosening.Finer => Moved(node, UnitsOf(owner.Children.Find(c => c.Key == "lotSize")!), higher),
            PolicyKind.Step or PolicyKind.PriceStep => Rescaled(node, higher),
            PolicyKind.Flag => higher == (node.Type == JsonTokenType.True) ? null : higher ? "true" : "false",
            PolicyKind.Choice => Word(node, key, higher),
            PolicyKind.Choices => Words(node, key, higher),
            PolicyKind.TimeOfDay => TimeOfDay(node, higher),
            PolicyKind.Instant => Instant(node, higher),
            _ => null,
        };
    }

    private static string? Whole(PolicyNode node, PolicyKey key, bool higher)
    {
        var value = long.Parse(node.Text, CultureInfo.InvariantCulture);
        var step = Math.Max(1, value / StepsPerValue);
        var moved = higher ? Math.Min(value + step, key.Max) : Math.Max(value - step, key.Min);
        return moved == value ? null : PlainOf(moved);
    }

    private static string? Fraction(PolicyNode node, PolicyKey key, bool higher)
    {
        var ppm = UnitsOf(node) / UnitsPerPpm;
        var step = ppm == 0 ? 10_000 : Math.Max(1, ppm / StepsPerValue);
        var moved = higher ? Math.Min(ppm + step, key.Max) : Math.Max(ppm - step, key.Min);
        return moved == ppm ? null : $"\"{FixedPoint.Format(moved * UnitsPerPpm)}\"";
    }

    private static string? Amount(PolicyNode node, bool higher)
    {
        var units = UnitsOf(node);
        return Moved(node, units == 0 ? FixedPoint.Scale : Math.Max(1, units / StepsPerValue), higher);
    }

    private static string? Moved(PolicyNode node, long step, bool higher)
    {
        var moved = (Int128)UnitsOf(node) + (higher ? step : -step);
        return moved >= 0 && moved <= long.MaxValue ? $"\"{FixedPoint.Format((long)moved)}\"" : null;
    }

    private static string? Rescaled(PolicyNode node, bool higher)
    {
        var units = UnitsOf(node);
        if (higher)
        {
            return units > long.MaxValue / 2 ? null : $"\"{FixedPoint.Format(units * 2)}\"";
        }

        return units % 2 == 0 ? $"\"{FixedPoint.Format(units / 2)}\"" : null;
    }

    private static string? Word(PolicyNode node, PolicyKey key, bool higher)
    {
        var place = Array.IndexOf(key.Words, node.Text) + (higher ? 1 : -1);
        return place >= 0 && place < key.Words.Length ? $"\"{key.Words[place]}\"" : null;
    }

    private static string? Words(PolicyNode node, PolicyKey key, bool higher)
    {
        var words = node.Children.ConvertAll(c => c.Text);
        if (!higher)
        {
            return words.Count > 1 ? ListOf(words[..^1]) : null;
        }

        return Array.Find(key.Words, w => !words.Contains(w)) is { } missing ? ListOf([.. words, missing]) : null;
    }

    private static string ListOf(List<string> words) => $"[{string.Join(", ", words.Select(w => $"\"{w}\""))}]";

    private static string? TimeOfDay(PolicyNode node, bool higher)
    {
        var culture = CultureInfo.InvariantCulture;
        var minutes = int.Parse(node.Text[..2], culture) * 60 + int.Parse(node.Text[3..], culture) + (higher ? 1 : -1);
        return minutes is >= 0 and <= 24 * 60 ? string.Create(culture, $"\"{minutes / 60:D2}:{minutes % 60:D2}\"") : null;
    }

    private static string Instant(PolicyNode node, bool higher)
    {
        var culture = CultureInfo.InvariantCulture;
        var time = DateTime.Parse(node.Text, culture, DateTimeStyles.AdjustToUniversal);
        return string.Create(culture, $"\"{time.AddTicks(higher ? TimeSpan.TicksPerHour : -TimeSpan.TicksPerHour):yyyy-MM-ddTHH:mm:ssZ}\"");
    }

    private static long UnitsOf(PolicyNode node) => FixedPoint.Parse(node.Text);

    private static string PlainOf(long value) => value.ToString(CultureInfo.InvariantCulture);
}
