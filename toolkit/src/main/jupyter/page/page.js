// The page's part of ../cell_outputs.py: shows what a cell shows that another page has started, such as this page before it was
// reloaded. JupyterLab loads this file as it is, as a container of webpack's module federation with one plugin.

/** Follows the cells of a notebook that the server names. */
function follow(panel, executionScheduled) {
    const running = new Map(); // by the id of the request

    function begin(message) {
        const id = message.metadata.cellId;
        const cell = id && [...panel.model.cells].find(cell => cell.id === id && cell.type === 'code');
        if (cell) {
            cell.clearExecution();
            cell.trusted = true;
            cell.executionState = 'running';
            running.set(message.parent_header.msg_id, {cell, count: message.content.execution_count, displays: new Map()});
        }
    }

    function show(kind, content, {cell, displays}) {
        const display = content.transient?.display_id;
        if (kind === 'clear_output') {
            cell.outputs.clear(content.wait);
            displays.clear();
        } else if (kind === 'update_display_data') {
            for (const index of displays.get(display) ?? []) {
                cell.outputs.set(index, {...content, output_type: 'display_data'});
            }
        } else {
            const length = cell.outputs.add({...content, output_type: kind});
            if (display) {
                displays.set(display, [...displays.get(display) ?? [], length - 1]);
            }
        }
    }

    function end(request, {cell, count}) {
        running.delete(request);
        cell.executionCount = count;
        cell.executionState = 'idle';
        panel.context.save();
    }

    function receive(message) {
        const kind = message.header.msg_type;
        const request = message.parent_header.msg_id;
        if (kind === 'execute_input') {
            begin(message);
            return;
        }
        const execution = running.get(request);
        if (!execution || execution.cell.isDisposed) {
            return;
        }
        if (['stream', 'display_data', 'update_display_data', 'execute_result', 'error', 'clear_output'].includes(kind)) {
            show(kind, message.content, execution);
        } else if (kind === 'status' && message.content.execution_state === 'idle') {
            end(request, execution);
        }
    }

    function forget(isForgotten) {
        for (const [request, {cell}] of running) {
            if (isForgotten(cell)) {
                running.delete(request);
            }
        }
    }

    panel.sessionContext.iopubMessage.connect((_, message) => panel.context.ready.then(() => receive(message)));
    panel.sessionContext.statusChanged.connect((_, status) => {
        if (['restarting', 'autorestarting', 'dead'].includes(status)) {
            running.forEach(({cell}) => { cell.executionState = 'idle'; });
            running.clear();
        }
    });
    executionScheduled.connect((_, started) => forget(cell => cell === started.cell.model));
}

document.head.append(Object.assign(document.createElement('link'),
    {rel: 'stylesheet', href: new URL('outputs.css', document.currentScript.src)}));

(globalThis._JUPYTERLAB ??= {}).huggingtweets = {
    init(modules) {
        this.modules = modules;
    },

    async get() {
        const [version] = Object.values(this.modules['@jupyterlab/notebook']);
        const {INotebookTracker, NotebookActions} = (await version.get())();
        const plugin = {
            id: 'huggingtweets:page',
            autoStart: true,
            requires: [INotebookTracker],
            activate: (app, notebooks) => {
                notebooks.widgetAdded.connect((_, panel) => follow(panel, NotebookActions.executionScheduled));
                // on a phone, the list of files would leave no room for the notebook
                app.restored.then(() => innerWidth < 600 && app.shell.collapseLeft());
            },
        };
        return () => plugin;
    },
};
