using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chronos.Core.Tests.Engine;

public class ServiceRegistrationTests
{
    [Fact]
    public async Task AddChronosStartsAndStopsTheEngineWithItsHost()
    {
        var directory = Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));
        var options = ChronosOptions.Paper(PolicyFile.Sample(), directory);
        using var keys = options.Keys;
        var services = new ServiceCollection();
        services.AddChronos(_ => options);
        try
        {
            await using var provider = services.BuildServiceProvider();
            var engine = provider.GetRequiredService<ChronosEngine>();
            var hosted = provider.GetServices<IHostedService>().Single();
            Assert.False(engine.IsRunning);

            await hosted.StartAsync(CancellationToken.None);
            Assert.True(engine.IsRunning);
            Assert.Equal(TradingState.Halted, engine.TradingState);

            await hosted.StopAsync(CancellationToken.None);
            Assert.False(engine.IsRunning);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task OnlyAKnownOperatorArms()
    {
        var directory = Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));
        var alice = OperatorKey.New("alice");
        var options = ChronosOptions.Paper(PolicyFile.Sample(), directory, alice);
        using var keys = options.Keys;
        try
        {
            using var engine = new ChronosEngine(options);
            engine.Start();
            var impostor = OperatorKey.New("alice");
            var stranger = OperatorKey.New("mallory");
            var unsigned = OperatorCommand.Create(CommandAction.Arm, "alice", "please", 7);
            Assert.Equal(ReasonCode.CommandUnauthorized, await engine.CommandAsync(impostor.Command(CommandAction.Arm, "please")));
            Assert.Equal(ReasonCode.CommandUnauthorized, await engine.CommandAsync(stranger.Command(CommandAction.Arm, "please")));
            Assert.Equal(ReasonCode.CommandUnauthorized, await engine.CommandAsync(unsigned));
            Assert.Equal(TradingState.Halted, engine.TradingState);

            var arm = alice.Command(CommandAction.Arm, "first run");
            Assert.Equal(ReasonCode.None, await engine.CommandAsync(arm));
            Assert.Equal(TradingState.Active, engine.TradingState);
            Assert.Equal(ReasonCode.CommandDuplicate, await engine.CommandAsync(arm));
            Assert.Equal(ReasonCode.None, await engine.CommandAsync(OperatorCommand.Create(CommandAction.Halt, "anyone", "stop", 9)));
            Assert.Equal(TradingState.Halted, engine.TradingState);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
