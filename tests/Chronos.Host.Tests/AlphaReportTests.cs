using Chronos.Host.Demo;

namespace Chronos.Host.Tests;

/// <summary>What an account's report says in each stage.</summary>
public class AlphaReportTests
{
    [Theory]
    [InlineData("Production", true)]
    [InlineData("Alpha", false)]
    public async Task OpenProfitIsToldInProductionOnly(string stage, bool told)
    {
        await using var api = await ApiFixture.StartAsync(policyChanges: ("\"stage\": \"Production\"", $"\"stage\": \"{stage}\""));
        await api.ProposeAsync(ApiFixture.Good);
        api.Engine.WaitUntilIdle();
        Assert.NotEqual(0, api.Engine.State.Positions[0, 0].Position);

        var account = AccountResult.Of(api.Engine, 0);

        Assert.Equal((told, told), (account.Open is not null, account.DayLoss is not null));
        var (_, health) = await api.GetAsync("/api/system/health");
        Assert.Equal(stage, health.GetProperty("stage").GetString());
    }
}
