using System.Text;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class PolicyReviewTests
{
    private static readonly string Sample = RepositoryFiles.Text("samples/policy.json");

    [Fact]
    public void FindsNothingInTheSample() => Assert.Empty(Review(Sample));

    [Theory]
    [InlineData("\"openPositionsMax\": 2", "\"openPositionsMax\": 3", "accounts[0].openPositionsMax: can never bind: its venue has 2 instruments")]
    [InlineData("\"concentrationMax\": \"0.30\"", "\"concentrationMax\": \"3.000001\"", "accounts[0].concentrationMax: can never bind: leverageMaxPercent allows all instruments together less")]
    [InlineData("\"herfindahlMax\": \"0.18\"", "\"herfindahlMax\": \"0.900001\"", "accounts[0].herfindahlMax: can never bind: it is above concentrationMax x leverage")]
    [InlineData("\"oneSidednessMax\": \"0.75\"", "\"oneSidednessMax\": \"1\"", "accounts[0].oneSidednessMax: can never bind: no side is more than all")]
    [InlineData("\"oneSidednessPositionsMin\": 2", "\"oneSidednessPositionsMin\": 3", "accounts[0].oneSidednessPositionsMin: can never bind: openPositionsMax allows fewer")]
    [InlineData("\"workingOrdersMax\": 50", "\"workingOrdersMax\": 101", "instruments[0].workingOrdersMax: can never bind: its accounts allow 100 together")]
    [InlineData("\"cancelsMax\": 500", "\"cancelsMax\": 1001", "instruments[0].cancelsMax: can never bind: its venue allows fewer in a window as long")]
    [InlineData("\"grossExposureMax\": \"60000\"", "\"grossExposureMax\": \"100000.01\"", "groups[0].grossExposureMax: can never bind: no account allows as much")]
    [InlineData("\"asset\": \"BTC\", \"exposureMax\": \"60000\"", "\"asset\": \"BTC\", \"exposureMax\": \"100000.01\"", "allocations[2].exposureMax: can never bind: the account's grossExposureMax is less")]
    public void FindsALimitThatCanNeverBindAndNotTheLargestThatCan(string text, string replacement, string finding)
    {
        var line = 1 + Sample[..Sample.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n');

        Assert.Equal($"line {line}: {finding}", Assert.Single(Refused(Once(text, replacement))));
    }

    [Theory]
    [InlineData("\"concentrationMax\": \"0.30\"", "\"concentrationMax\": \"3\"")]
    [InlineData("\"herfindahlMax\": \"0.18\"", "\"herfindahlMax\": \"0.9\"")]
    [InlineData("\"oneSidednessMax\": \"0.75\"", "\"oneSidednessMax\": \"0.999999\"")]
    [InlineData("\"workingOrdersMax\": 50", "\"workingOrdersMax\": 100")]
    [InlineData("\"cancelsMax\": 500", "\"cancelsMax\": 1000")]
    [InlineData("\"grossExposureMax\": \"60000\"", "\"grossExposureMax\": \"100000\"")]
    public void LeavesTheLargestThatCanBind(string text, string replacement) => Assert.Empty(Review(Once(text, replacement)));

    [Fact]
    public void FindsAMandateUnderWhichNothingCanPass()
    {
        var denied = Review(Once("\"denials\": []", "\"denials\": [{ \"strategy\": \"momentum\", \"reason\": \"x\" }]"));
        var small = Review(Once("\"notionalMin\": \"5\"", "\"notionalMin\": \"20000.01\""));

        Assert.Equal(2, denied.Count(f => f.EndsWith("sides: nothing can pass: denials forbid every side of it", StringComparison.Ordinal)));
        Assert.Equal(2, small.Count(f => f.EndsWith("nothing can be entered: the largest value of an order is below the instrument's notionalMin", StringComparison.Ordinal)));
        Assert.Empty(Review(Once("\"notionalMin\": \"5\"", "\"notionalMin\": \"20000\"")));
    }

    [Fact]
    public void FindsAMandatesLimitThatIsAsWideAsItsStrategys()
    {
        const string Quantity = "\"orderQuantityMax\": \"0.25\",";

        Assert.EndsWith(
            "mandates[0].limits.orderNotionalMax: can never bind: strategies[0].limits.orderNotionalMax is as strict",
            Assert.Single(Refused(Once(Quantity, Quantity + " \"limits\": { \"orderNotionalMax\": \"20000\" },"))),
            StringComparison.Ordinal);
        Assert.Empty(Review(Once(Quantity, Quantity + " \"limits\": { \"orderNotionalMax\": \"19999\" },")));
    }

    private static string Once(string text, string replacement)
    {
        var at = Sample.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no {text}");
        return Sample[..at] + replacement + Sample[(at + text.Length)..];
    }

    private static IReadOnlyList<string> Refused(string json) => Assert.Throws<PolicyException>(() => Review(json)).Errors;

    private static IReadOnlyList<string> Review(string json) => PolicyReview.Of(PolicyFile.Parse(Encoding.UTF8.GetBytes(json)));
}
