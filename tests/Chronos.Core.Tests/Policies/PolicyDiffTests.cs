using System.Text;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class PolicyDiffTests
{
    private static readonly Policy Sample = PolicyFile.Sample();

    [Fact]
    public void FindsNothingBetweenTwoTextsThatSayTheSame()
    {
        var diff = PolicyDiff.Between(Sample, With("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.5\" /* half */"));

        Assert.Empty(diff.Changes);
        Assert.False(diff.Loosens);
    }

    /// <summary>Every limit moved either way: the direction is the nudge's, and turned round it is the other.</summary>
    [Fact]
    public void TellsEveryNudgeByItsDirection()
    {
        var told = 0;
        foreach (var nudge in PolicyNudge.Of(Sample))
        {
            if (Parse(nudge.Source) is not { } nudged)
            {
                continue;
            }

            var change = Assert.Single(PolicyDiff.Between(Sample, nudged).Changes);
            var back = Assert.Single(PolicyDiff.Between(nudged, Sample).Changes);

            Assert.Equal(nudge.Loosens ? ChangeEffect.Looser : ChangeEffect.Tighter, change.Effect);
            Assert.Equal(nudge.Loosens ? ChangeEffect.Tighter : ChangeEffect.Looser, back.Effect);
            Assert.Equal((nudge.From, nudge.To, nudge.Line), (change.From, change.To, change.FromLine));
            told++;
        }

        Assert.True(told > 250);
    }

    [Theory]
    [InlineData("\"name\": \"sample\"", "\"name\": \"other\"", ChangeEffect.Neutral, "name")]
    [InlineData("\"version\": 1,", "\"version\": 2,", ChangeEffect.Neutral, "version")]
    [InlineData("\"stage\": \"Production\"", "\"stage\": \"Alpha\"", ChangeEffect.Either, "stage")]
    [InlineData("\"driftMillis\": 60000", "\"driftMillis\": 50000", ChangeEffect.Either, "windows.driftMillis")]
    [InlineData("\"volumePercentMax\": \"none\"", "\"volumePercentMax\": 500", ChangeEffect.Tighter, "limits.volumePercentMax")]
    [InlineData("\"collarPassiveBps\": 500", "\"collarPassiveBps\": \"none\"", ChangeEffect.Looser, "limits.collarPassiveBps")]
    [InlineData("\"approvers\": [\"risk-officer\"]", "\"approvers\": [\"risk-officer\", \"desk-head\"]", ChangeEffect.Looser, "keys.approvers")]
    [InlineData("\"approvers\": [\"risk-officer\"]", "\"approvers\": [\"desk-head\"]", ChangeEffect.Either, "keys.approvers")]
    [InlineData("\"approvers\": [\"risk-officer\"]", "\"approvers\": []", ChangeEffect.Tighter, "keys.approvers")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"0.015\"", ChangeEffect.Either, "instruments[ETHUSDT].tickSize")]
    [InlineData("\"selfTrade\": \"RefuseNew\"", "\"selfTrade\": \"Shrink\"", ChangeEffect.Either, "accounts[main].selfTrade")]
    [InlineData("\"opens\": \"00:00\"", "\"opens\": \"00:01\"", ChangeEffect.Tighter, "sessions[always].opens")]
    [InlineData("\"delistHorizonMillis\": 86400000,", "\"delistHorizonMillis\": 86400000, \"delistsAt\": \"2027-01-01T00:00:00Z\",", ChangeEffect.Tighter, "instruments[BTCUSDT].delistsAt")]
    [InlineData("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": {}", ChangeEffect.Looser, "strategies[momentum].limits.orderNotionalMax")]
    [InlineData("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": { \"orderNotionalMax\": \"20000\", \"confidenceMin\": \"0.51\" }", ChangeEffect.Tighter, "strategies[momentum].limits.confidenceMin")]
    [InlineData("\"denials\": []", "\"denials\": [{ \"side\": \"Sell\", \"reason\": \"x\" }]", ChangeEffect.Tighter, "denials[side=Sell]")]
    [InlineData("\"denials\": []", "\"denials\": [{ \"reason\": \"x\" }]", ChangeEffect.Tighter, "denials[everything]")]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-01-01T00:00:00Z\", \"until\": \"2026-01-02T00:00:00Z\", \"reason\": \"x\" }]", ChangeEffect.Tighter, "blackouts[from=2026-01-01T00:00:00Z until=2026-01-02T00:00:00Z]")]
    [InlineData("\"groups\": [", "\"groups\": [{ \"name\": \"minors\", \"grossExposureMax\": \"1\" },", ChangeEffect.Neutral, "groups[minors]")]
    public void TellsWhatAChangeDoes(string text, string replacement, ChangeEffect effect, string path)
    {
        var change = Assert.Single(PolicyDiff.Between(Sample, With(text, replacement)).Changes);
        var back = Assert.Single(PolicyDiff.Between(With(text, replacement), Sample).Changes);

        Assert.Equal((path, effect), (change.Path, change.Effect));
        Assert.Equal(path, back.Path);
        Assert.Equal(
            effect switch
            {
                ChangeEffect.Looser => ChangeEffect.Tighter,
                ChangeEffect.Tighter => ChangeEffect.Looser,
                _ => effect,
            },
            back.Effect);
        Assert.Equal(effect is ChangeEffect.Looser or ChangeEffect.Either, PolicyDiff.Between(Sample, With(text, replacement)).Loosens);
    }

    [Fact]
    public void AMandateMoreIsLooserAndOneLessTighter()
    {
        var text = new PolicyText(Sample.Source);
        var list = text.Root.Children.Find(c => c.Key == "mandates")!;
        var fewer = PolicyFile.Parse(text.Without(list.Children[1]));

        var removed = Assert.Single(PolicyDiff.Between(Sample, fewer).Changes);
        var added = Assert.Single(PolicyDiff.Between(fewer, Sample).Changes);

        Assert.Equal(("mandates[strategy=momentum instrument=ETHUSDT]", ChangeKind.Removed, ChangeEffect.Tighter), (removed.Path, removed.Kind, removed.Effect));
        Assert.Equal((ChangeKind.Added, ChangeEffect.Looser), (added.Kind, added.Effect));
    }

    [Fact]
    public void ALimitLeftToAPolicyAsStrictIsNotLooser()
    {
        var both = PolicyFile.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sample.Source)
            .Replace("\"orderNotionalMax\": \"25000\"", "\"orderNotionalMax\": \"20000\"", StringComparison.Ordinal)
            .Replace("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": {}", StringComparison.Ordinal)));

        var diff = PolicyDiff.Between(Sample, both);

        Assert.Equal(3, diff.Changes.Count);
        Assert.False(diff.Loosens);
    }

    /// <summary>Each change repeated alone gives a policy that differs in it alone; undone in the later one, in all the others.</summary>
    [Fact]
    public void RepeatsEachChangeAlone()
    {
        var later = PolicyFile.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Sample.Source)
            .Replace("\"confidenceMin\": \"0.50\"", "\"confidenceMin\": \"0.60\"", StringComparison.Ordinal)
            .Replace("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": { \"confidenceMin\": \"0.7\" }", StringComparison.Ordinal)
            .Replace("\"fatFingerSamplesMin\": 1000,\n      \"limits\"", "\"fatFingerSamplesMin\": 999,\n      \"limits\"", StringComparison.Ordinal)
            .Replace("\"denials\": []", "\"denials\": [{ \"side\": \"Sell\", \"reason\": \"x\" }, { \"strategy\": \"momentum\", \"reason\": \"y\" }]", StringComparison.Ordinal)));
        var diff = PolicyDiff.Between(Sample, later);

        Assert.Equal(9, diff.Changes.Count);
        foreach (var change in diff.Changes)
        {
            var alone = Assert.Single(PolicyDiff.Between(Sample, diff.EarlierWith(change)!).Changes);
            var others = PolicyDiff.Between(Sample, diff.LaterWithout(change)!).Changes;

            Assert.Equal((change.Path, change.Effect, change.To), (alone.Path, alone.Effect, alone.To));
            Assert.Equal(diff.Changes.Where(c => c != change).Select(c => c.Path), others.Select(c => c.Path));
        }
    }

    [Fact]
    public void SaysWhetherAnEngineWouldTakeTheLaterPolicy()
    {
        Assert.Contains("version", PolicyDiff.Between(Sample, Sample).CannotFollow, StringComparison.Ordinal);
        Assert.Null(PolicyDiff.Between(Sample, With("\"version\": 1,", "\"version\": 2,")).CannotFollow);
    }

    private static Policy With(string text, string replacement)
    {
        var sample = Encoding.UTF8.GetString(Sample.Source);
        var at = sample.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no {text}");
        return PolicyFile.Parse(Encoding.UTF8.GetBytes(sample[..at] + replacement + sample[(at + text.Length)..]));
    }

    private static Policy? Parse(byte[] source)
    {
        try
        {
            return PolicyFile.Parse(source);
        }
        catch (PolicyException)
        {
            return null;
        }
    }
}
