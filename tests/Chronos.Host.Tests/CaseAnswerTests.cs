using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Host.Cases;
using Chronos.Host.Cases.Pins;

namespace Chronos.Host.Tests;

/// <summary>Answers of the venue in a place of their own: orders of a case may be filled in part and work on.</summary>
public class CaseAnswerTests
{
    private static readonly Policy Sample = PolicyFile.Parse(File.ReadAllBytes(RepositoryFiles.PathOf("samples/policy.json")));

    private static readonly CaseStep[] Ready =
    [
        new AccountStep("main", Notional.FromDecimal(100_000m), true),
        new QuoteStep("BTCUSDT", Price.Parse("87000"), Quantity.Parse("10"), Price.Parse("87001"), Quantity.Parse("10")),
    ];

    private static readonly CaseProposal Order = new()
    {
        Strategy = "momentum",
        Instrument = "BTCUSDT",
        Side = OrderSide.Buy,
        Quantity = Quantity.Parse("0.1"),
        LimitPrice = Price.Parse("87001"),
        Id = 7,
    };

    [Fact]
    public void AnOrderFilledInPartWorksOn()
    {
        using var stage = Run([.. Ready, new ProposeStep(Order, OrderFate.Acknowledged), Filled("0.04"), new WaitStep(10), Filled("0.01")]);
        var order = Only(stage);
        Assert.Equal((OrderState.Working, Quantity.Parse("0.05").Units, Quantity.Parse("0.05")), (order.State, order.RemainingUnits, order.Filled));
        Assert.Equal(Quantity.Parse("0.05").Units, stage.State.Positions[0, 0].Position);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsLeftIsCanceled(bool asked)
    {
        using var stage = Run(
            [.. Ready, new ProposeStep(Order, OrderFate.Acknowledged), Filled("0.04"), new AnswerStep("momentum", 7, ReportKind.Canceled) { IsAsked = asked }]);
        Assert.Equal((0, 0), (stage.State.Orders.Count, stage.State.Orders.PendingCancelsAt(0)));
        Assert.Equal(Quantity.Parse("0.04").Units, stage.State.Positions[0, 0].Position);
    }

    [Fact]
    public void AnAnswerToNoOrderIsNoCase()
    {
        var failed = new CaseScript { Steps = [.. Ready, Filled("0.04")], Proposal = Order }.Play(Sample);
        Assert.False(failed.Passes);
        Assert.Contains("momentum:7 has no order", failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void IsReadAsItIsWritten()
    {
        using var directory = new TemporaryDirectory();
        CaseStep[] steps =
        [
            .. Ready, new ProposeStep(Order, OrderFate.Acknowledged), Filled("0.04"), new AnswerStep("momentum", 7, ReportKind.Canceled) { IsAsked = true },
        ];
        var file = directory.Write("case.json", CaseText.Of(
            "answers", "in part", new CaseScript { Steps = steps, Proposal = Order with { Id = 8 } }, new CaseExpectation { Verdict = Verdict.Approve }));
        var read = CaseFile.Read(file).Single();
        Assert.Equal(steps, read.Script.Steps);
        Assert.True(read.Expected.Holds(read.Script.Play(Sample)), read.Script.Play(Sample).ToString());
    }

    [Theory]
    [InlineData("\"report\": \"Sent\"", "must be Acknowledged, Fill")]
    [InlineData("\"report\": \"Fill\"", "answer.quantity: is missing")]
    [InlineData("\"report\": \"Done\"", "is none of")]
    public void AWrongAnswerIsTold(string report, string told)
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("case.json", """
            { "cases": [ { "name": "x", "given": [ { "answer": { "strategy": "momentum", "proposalId": 7, REPORT } } ],
              "propose": { "strategy": "momentum", "instrument": "BTCUSDT", "side": "Buy", "quantity": "1", "limitPrice": "1" },
              "expect": { "verdict": "Approve" } } ] }
            """.Replace("REPORT", report, StringComparison.Ordinal));
        Assert.Contains(told, string.Join('\n', Assert.Throws<PolicyException>(() => CaseFile.Read(file)).Errors), StringComparison.Ordinal);
    }

    private static AnswerStep Filled(string quantity) =>
        new("momentum", 7, ReportKind.Fill) { Quantity = Quantity.Parse(quantity), Price = Price.Parse("87001"), Fee = Notional.Parse("1") };

    private static CaseStage Run(CaseStep[] steps)
    {
        var stage = new CaseStage(Sample, CaseScript.UsualStartNanos, CaseScript.UsualWorkingOrdersMax);
        Array.ForEach(steps, s => s.Run(stage));
        return stage;
    }

    private static OrderEntry Only(CaseStage stage)
    {
        List<OrderEntry> orders = [];
        stage.State.Orders.ForEach(orders.Add);
        return orders.Single();
    }
}
