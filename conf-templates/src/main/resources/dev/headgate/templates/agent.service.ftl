<#ftl output_format="plainText">
# Rendered by Headgate from ${file}; edit that, not this.
# Copy the folder of this file to /etc/headgate/${agent.name} and this file to /etc/systemd/system, then:
#   systemctl daemon-reload && systemctl enable --now headgate-${agent.name}
# Where Flume and Headgate are is said in /etc/default/headgate as FLUME_HOME=...
<#assign user=topology.tier(agent.tier).runAs.user.value>
<#-- systemd reads % and $ as its own. -->
<#assign data=agent.folder()?replace("%", "%%")>
<#assign logs=agent.jvm.logFolder?replace("%", "%%")>

[Unit]
Description=Headgate agent ${agent.name}: tier ${agent.tier} of ${topology.name.value}
Wants=network-online.target
After=network-online.target
# A journal begun beside its disk, which was not mounted yet, would be another one.
RequiresMountsFor="${data}"
StartLimitIntervalSec=0

[Service]
Type=exec
User=${user}
Environment=FLUME_HOME=/opt/flume
Environment=HEADGATE_HOME=/opt/headgate
EnvironmentFile=-/etc/default/headgate
# As root, where they are not there: the folders that the agent writes into.
ExecStartPre=+/bin/sh -c 'test -d "${data?replace("$", "$$")}" || install -d -o ${user} "${data?replace("$", "$$")}"'
ExecStartPre=+/bin/sh -c 'test -d "${logs?replace("$", "$$")}" || install -d -o ${user} "${logs?replace("$", "$$")}"'
# A configuration that Flume would take only a part of does not start.
ExecStartPre=/usr/bin/env ${r"${HEADGATE_HOME}"}/bin/headgate lint --flume ${r"${FLUME_HOME}"} /etc/headgate/${agent.name}/flume.conf
ExecStart=/usr/bin/env ${r"${FLUME_HOME}"}/bin/flume-ng agent --conf /etc/headgate/${agent.name} --conf-file /etc/headgate/${agent.name}/flume.conf --name ${agent.name}
Restart=always
RestartSec=5
# Sinks finish what they write; a JVM that was asked to end says 143.
TimeoutStopSec=90
SuccessExitStatus=143
LimitNOFILE=65536
# The heap, as much again of direct memory, and the JVM itself.
MemoryMax=${2 * agent.jvm.heapMegabytes() + 256}M
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
